// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Deployment} from "../Deployment.sol";

/// @notice ERC-165: the ids recomputed here from the standards' signatures.
contract Erc165Test is Deployment {
    uint256 private constant MOST_GAS = 30_000;

    function test_supportsInterface_saysYesToEveryStandardOfTheCoins() public view {
        bytes4[8] memory ids = [
            _id("supportsInterface(bytes4)"),
            // ERC-20, its metadata, ERC-2612
            _id("totalSupply()") ^
                _id("balanceOf(address)") ^
                _id("transfer(address,uint256)") ^
                _id("transferFrom(address,address,uint256)") ^
                _id("approve(address,uint256)") ^
                _id("allowance(address,address)"),
            _id("name()") ^ _id("symbol()") ^ _id("decimals()"),
            _id("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)") ^
                _id("nonces(address)") ^
                _id("DOMAIN_SEPARATOR()"),
            _erc3009(),
            _id("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"),
            // ERC-5267, ERC-7572
            _id("eip712Domain()"),
            _id("contractURI()")
        ];
        vm.assertEq(bytes32(ids[0]), bytes32(bytes4(0x01ffc9a7)));
        vm.assertEq(bytes32(ids[1]), bytes32(bytes4(0x36372b07)));
        for (uint256 i = 0; i < ids.length; ++i) vm.assertTrue(_asks(ids[i]));
    }

    function test_supportsInterface_saysNoToTheIdOfNothingAndToOthers() public view {
        vm.assertFalse(_asks(0xffffffff));
        vm.assertFalse(_asks(0));
        // ERC-721, ERC-1155
        vm.assertFalse(_asks(0x80ac58cd));
        vm.assertFalse(_asks(0xd9b67a26));
    }

    /// @dev As ERC-165 has callers ask: with 30,000 gas, the hop to the other face included.
    function _asks(bytes4 id) private view returns (bool) {
        (bool done, bytes memory answer) = address(coin).staticcall{gas: MOST_GAS}(
            abi.encodeCall(coin.supportsInterface, (id))
        );
        vm.assertTrue(done && answer.length == 32, "not answered within 30,000 gas");
        return abi.decode(answer, (bool));
    }

    function _erc3009() private pure returns (bytes4) {
        string memory fields = "(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
        return
            _id("authorizationState(address,bytes32)") ^
            _id(string.concat("transferWithAuthorization", fields)) ^
            _id(string.concat("receiveWithAuthorization", fields));
    }

    function _id(string memory signature) private pure returns (bytes4) {
        return bytes4(keccak256(bytes(signature)));
    }
}
