// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Batches} from "./Batches.sol";

/// @notice A list has 1 to 200 items; 200 of the dearest fit into one transaction (EIP-7825).
contract ListsTest is Batches {
    uint256 private constant MOST = 200;
    uint256 private constant TRANSACTION_GAS = 16_777_216;

    address[] private payers;

    /// @dev Payers are funded here and customers admitted, in a transaction of its own: a batch meets every slot cold.
    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < MOST; ++i) {
            uint256 key = uint256(keccak256(abi.encode("payer", i)));
            payers.push(vm.addr(key));
            keys[payers[i]] = key;
            vm.prank(alice);
            coin.transfer(payers[i], VALUE);
        }
        vm.prank(onboarder);
        coin.addCustomers(_strangers(2000, MOST), EVIDENCE);
    }

    function test_lists_refusedEmptyAndWith201Items() public {
        vm.assertEq(coin.maxListLength(), MOST);
        bytes memory tooLong = abi.encodeWithSelector(IStablecoinServices.ListTooLong.selector, MOST + 1, MOST);
        for (uint256 i = 0; i < 4; ++i) {
            (bool done, bytes memory reason, ) = _sent(i, new address[](0));
            vm.assertFalse(done);
            vm.assertEq(reason, abi.encodeWithSelector(IStablecoinServices.ListEmpty.selector));
            (done, reason, ) = _sent(i, _strangers(0, MOST + 1));
            vm.assertFalse(done);
            vm.assertEq(reason, tooLong);
        }
        address[] memory accounts = _strangers(0, MOST + 1);
        for (uint256 i = 0; i < accounts.length; ++i) vm.assertFalse(coin.isFrozen(accounts[i]));
    }

    function test_lists_of200FitIntoOneTransaction() public {
        for (uint256 i = 0; i < 2; ++i) {
            address[] memory accounts = _strangers(1000 * i, MOST);
            (bool done, , uint256 used) = _sent(i, accounts);
            vm.assertTrue(done);
            vm.assertTrue(used > MOST * 20_000 && used < TRANSACTION_GAS, "not what 200 fresh slots cost");
            for (uint256 j = 0; j < MOST; ++j) {
                vm.assertTrue(i == 0 ? coin.isCustomer(accounts[j]) : coin.isFrozen(accounts[j]));
            }
        }
    }

    function test_lists_of200UndoneFitIntoOneTransaction() public {
        for (uint256 i = 2; i < 4; ++i) {
            (bool done, , uint256 used) = _sent(i, payers);
            vm.assertTrue(done);
            vm.assertTrue(used > MOST * 2_000 && used < TRANSACTION_GAS);
        }
    }

    function test_mintBatch_of200ToNewHoldersFitsIntoOneTransaction() public {
        address[] memory accounts = _strangers(2000, MOST);
        IStablecoinControl.MintOrder[] memory orders = new IStablecoinControl.MintOrder[](MOST);
        for (uint256 i = 0; i < MOST; ++i) {
            orders[i] = _order(1e6, keccak256(abi.encode("list", i)));
            orders[i].to = accounts[i];
        }
        bytes memory approval = _sign(checker, coin.mintBatchHash(orders));
        uint256 supply = coin.totalSupply();
        uint256 used = _gasOf(maker, abi.encodeCall(coin.mintBatch, (orders, checker, approval)));
        vm.assertEq(coin.totalSupply(), supply + MOST * 1e6);
        vm.assertTrue(used > MOST * 30_000 && used < TRANSACTION_GAS);
    }

    function test_payments_200FitIntoOneTransaction() public {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](MOST);
        for (uint256 i = 0; i < MOST; ++i) batch[i] = _good(payers[i], "n");
        uint256 used = _gasOf(stranger, abi.encodeCall(coin.transferWithAuthorizationBatch, (bob, batch)));
        vm.assertEq(coin.balanceOf(bob), MOST * VALUE);
        vm.assertTrue(used > MOST * 30_000 && used < TRANSACTION_GAS);
    }

    /// @dev The call on the list number `which`: admitted, frozen, unfrozen, removed.
    function _sent(
        uint256 which,
        address[] memory accounts
    ) private returns (bool done, bytes memory answer, uint256 used) {
        bytes[4] memory calls = [
            abi.encodeCall(coin.addCustomers, (accounts, EVIDENCE)),
            abi.encodeCall(coin.freeze, (accounts, ORDER_REF)),
            abi.encodeCall(coin.unfreeze, (accounts, ORDER_REF)),
            abi.encodeCall(coin.removeCustomers, (accounts, EVIDENCE))
        ];
        address[4] memory callers = [onboarder, freezer, board, freezer];
        bytes memory data = calls[which];
        if (which == 2) {
            vm.prank(board);
            manager.schedule(address(coin), data, 0);
            _skip(DELAY);
        }
        vm.prank(callers[which]);
        uint256 before = gasleft();
        (done, answer) = address(coin).call(data);
        used = before - gasleft();
        used += _intrinsic(data);
    }

    /// @dev Gas of a transaction that makes this call, which must succeed.
    function _gasOf(address caller, bytes memory data) private returns (uint256 used) {
        vm.prank(caller);
        uint256 before = gasleft();
        (bool done, ) = address(coin).call(data);
        used = before - gasleft();
        used += _intrinsic(data);
        vm.assertTrue(done);
    }

    function _intrinsic(bytes memory data) private pure returns (uint256 gas) {
        gas = 21_000;
        for (uint256 i = 0; i < data.length; ++i) gas += data[i] == 0 ? 4 : 16;
    }

    /// @dev Accounts that the coin has never heard of.
    function _strangers(uint256 first, uint256 count) private pure returns (address[] memory accounts) {
        accounts = new address[](count);
        for (uint256 i = 0; i < count; ++i)
            accounts[i] = address(uint160(uint256(keccak256(abi.encode("new", first + i)))));
    }
}
