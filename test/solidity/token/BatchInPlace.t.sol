// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Batches} from "./Batches.sol";

/// @notice A payment signed by ECDSA is made in place: with less gas than a batch wants left before it calls itself. The
/// call would come to the same, so that nothing but gas tells the two apart.
contract BatchInPlaceTest is Batches {
    uint256 private constant GAS = 170_000;

    function test_inPlace_aGoodPayment() public {
        _isPaidInPlace(_good(alice, "n"));
    }

    function test_inPlace_aWholeBalance() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.value = BALANCE;
        _resign(item);
        _isPaidInPlace(item);
    }

    function test_inPlace_nothing() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.value = 0;
        _resign(item);
        _isPaidInPlace(item);
    }

    function test_inPlace_inTheOnlySecondOfItsLife() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        (item.validAfter, item.validBefore) = (_now() - 1, _now() + 1);
        _resign(item);
        _isPaidInPlace(item);
    }

    function test_inPlace_besideAnAdjacentNonce() public {
        IStablecoinServices.Authorization memory item = _item(alice, "n");
        item.nonce = bytes32(uint256(item.nonce) ^ 1);
        _resign(item);
        _payAlone(_good(alice, "n"));
        vm.prank(bob);
        coin.transfer(alice, VALUE);
        _isPaidInPlace(item);
    }

    /// @dev The account of a customer: its word has another flag beside the one that matters.
    function test_inPlace_aCustomersPayment() public {
        _isPaidInPlace(_good(customer, "n"));
    }

    function _isPaidInPlace(IStablecoinServices.Authorization memory item) private {
        uint256 before = coin.balanceOf(item.from);
        bytes memory data = abi.encodeCall(IStablecoinServices.transferWithAuthorizationBatch, (bob, _list(item)));
        (bool done, bytes memory answer) = address(coin).call{gas: GAS}(data);
        vm.assertTrue(done);
        vm.assertEq(abi.decode(answer, (uint256)), 1);
        vm.assertEq(coin.balanceOf(bob), item.value);
        vm.assertEq(coin.balanceOf(item.from), before - item.value);
        vm.assertTrue(coin.authorizationState(item.from, item.nonce));
    }
}
