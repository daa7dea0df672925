// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {HouseActors} from "../invariants/HouseActors.sol";
import {HostileActors} from "../invariants/HostileActors.sol";
import {LimitlessRegistry} from "../LimitlessRegistry.sol";
import {FaultyControl} from "./FaultyControl.sol";

/// @notice The house of the campaign, where a bad release and a bad registry can be put in.
contract FaultyHouse is HouseActors {
    /// @dev The board upgrades the coin to a face with leaks.
    function release(address face) external returns (FaultyControl) {
        _scheduled(board, address(coin), abi.encodeCall(coin.upgradeToAndCall, (face, "")), UPGRADE_DELAY);
        return FaultyControl(address(coin));
    }

    /// @dev The board has the coin follow a registry without a limit; the book keeps asking the real one.
    function switchTheGateOff() external {
        address limitless = address(new LimitlessRegistry(address(coin)));
        _scheduled(board, address(coin), abi.encodeCall(coin.setRegistry, (limitless)), DELAY);
    }

    function holder(uint256 index) external view returns (address) {
        return holders[index];
    }

    /// @dev The deposit that `mint` draws for `seed`.
    function deposit(uint256 seed) external pure returns (bytes32) {
        return keccak256(abi.encode("deposit", seed % 512));
    }
}

/// @notice Attackers who have both keys: what the campaigns of one key would see if one key were enough.
contract MakerAndChecker is HostileActors {
    function _attacker() internal view override returns (address[] memory) {
        return _pair(maker, checker);
    }
}
