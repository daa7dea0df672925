// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Vm} from "./Vm.sol";

/// @notice What every test and every handler stands on: the cheatcodes, named actors with keys, and time.
/// @dev Assertions are the runner's own (`vm.assertEq` and its like): they print both figures when they fail.
abstract contract Cheats {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev Private key of each actor, so that a test can sign for whom it names.
    mapping(address actor => uint256 key) internal keys;

    /// @dev An actor whose key is derived from the name: the same in every test.
    function _actor(string memory name) internal returns (address account) {
        uint256 key = uint256(keccak256(bytes(name)));
        account = vm.addr(key);
        keys[account] = key;
        vm.label(account, name);
    }

    function _split(address signer, bytes32 digest) internal view returns (uint8 v, bytes32 r, bytes32 s) {
        return vm.sign(keys[signer], digest);
    }

    function _sign(address signer, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _split(signer, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Not `block.timestamp`: the IR optimiser may keep its value across a warp.
    function _now() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }

    function _skip(uint256 time) internal {
        vm.warp(_now() + time);
    }

    /// @dev Deploys an artifact, constructor arguments appended. The code is the artifact's own, so that a test does not
    /// compile the contract a second time inside itself.
    function _create(string memory artifact, bytes memory constructorArguments) internal returns (address) {
        return _createFrom(vm.getCode(artifact), constructorArguments);
    }

    function _createFrom(
        bytes memory creationCode,
        bytes memory constructorArguments
    ) internal returns (address created) {
        bytes memory code = bytes.concat(creationCode, constructorArguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
            if iszero(created) {
                returndatacopy(mload(0x40), 0, returndatasize())
                revert(mload(0x40), returndatasize())
            }
        }
    }

    function _one(address account) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
