// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ILedgerErrors, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {SeizureCases} from "./SeizureCases.sol";

contract SeizeTest is SeizureCases {
    function _taking(address from, uint256 amount, bytes32 orderRef) internal view override returns (bytes memory) {
        return abi.encodeCall(coin.seize, (from, amount, orderRef));
    }

    function test_seize_movesToCustodyAndEmits() public {
        _afterDelay(_taking(alice, 300e6, SEIZURE_REF));
        vm.expectEmit(address(coin));
        emit IERC20.Transfer(alice, custody, 300e6);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.Seized(alice, custody, SEIZURE_REF, 300e6);
        vm.prank(seizer);
        coin.seize(alice, 300e6, SEIZURE_REF);
        vm.assertEq(coin.balanceOf(custody), 300e6);
        vm.assertEq(coin.balanceOf(alice), 700e6);
        vm.assertEq(coin.balanceOf(bob), BALANCE);
        vm.assertEq(coin.totalSupply(), 2 * BALANCE);
        vm.assertEq(coin.everBurned(), 0);
    }

    function test_seize_refusedWhileCustodyIsFrozen() public {
        bytes memory data = _taking(alice, 5, SEIZURE_REF);
        _afterDelay(data);
        _freeze(custody);
        _refuse(data, abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, custody));
    }

    /// @dev Custody's own tokens can be seized into another custody, not into itself.
    function test_seize_fromCustodyNeedsAnotherCustody() public {
        bytes memory data = _taking(alice, 5, SEIZURE_REF);
        _afterDelay(data);
        _take(data);
        _freeze(custody);
        _schedule(_taking(custody, 5, SEIZURE_REF));
        _skip(DELAY);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, custody));
        vm.prank(seizer);
        coin.seize(custody, 5, SEIZURE_REF);
        _asBoard(address(coin), abi.encodeCall(coin.setCustody, (stranger)));
        _take(_taking(custody, 5, SEIZURE_REF));
        vm.assertEq(coin.balanceOf(stranger), 5);
    }

    /* WHERE TO */

    function test_setCustody_isTheBoardsAfterTheDelay() public {
        vm.assertEq(coin.custody(), custody);
        vm.prank(board);
        manager.schedule(address(coin), abi.encodeCall(coin.setCustody, (stranger)), 0);
        _schedule(_taking(alice, 5, SEIZURE_REF));
        _skip(DELAY);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.CustodyChanged(custody, stranger);
        vm.prank(board);
        coin.setCustody(stranger);
        vm.assertEq(coin.custody(), stranger);
        _take(_taking(alice, 5, SEIZURE_REF));
        vm.assertEq(coin.balanceOf(stranger), 5);
        vm.assertEq(coin.balanceOf(custody), 0);
    }

    function test_setCustody_refusedForOthers() public {
        address[4] memory others = [seizer, freezer, guard, custody];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.setCustody(others[i]);
        }
    }

    function test_setCustody_refusesZeroAndTheCoin() public {
        address[2] memory refused = [address(0), address(coin)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(board);
            manager.schedule(address(coin), abi.encodeCall(coin.setCustody, (refused[i])), 0);
            _skip(DELAY);
            vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.CustodyInvalid.selector, refused[i]));
            vm.prank(board);
            coin.setCustody(refused[i]);
        }
        vm.assertEq(coin.custody(), custody);
    }
}
