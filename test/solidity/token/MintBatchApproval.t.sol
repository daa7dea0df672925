// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {MintBatches} from "./MintBatches.sol";

/// @notice What counts as the checker's signature over a batch, and that the limits count across it.
contract MintBatchApprovalTest is MintBatches {
    string private constant ORDER_TYPE =
        "MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)";

    function testFuzz_batchHash_isThatOfEip712(uint256 count, uint256 seed) public view {
        IStablecoinControl.MintOrder[] memory orders = _orders(count % 7, seed % 1e30);
        bytes memory hashes = "";
        for (uint256 i = 0; i < orders.length; ++i) {
            hashes = bytes.concat(
                hashes,
                keccak256(
                    abi.encode(
                        keccak256(bytes(ORDER_TYPE)),
                        orders[i].to,
                        orders[i].amount,
                        orders[i].depositRef,
                        orders[i].evidence,
                        orders[i].maker,
                        orders[i].deadline
                    )
                )
            );
        }
        bytes32 struct_ = keccak256(
            abi.encode(keccak256(bytes(string.concat("MintBatch(MintOrder[] orders)", ORDER_TYPE))), keccak256(hashes))
        );
        vm.assertEq(coin.mintBatchHash(orders), keccak256(abi.encodePacked(hex"1901", _domain(), struct_)));
    }

    /* WHAT WAS SIGNED */

    function test_approval_refusedForAnotherBatch() public {
        bytes memory approval = _approveBatch(_orders(3, 100e6));
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        orders[2].amount += 1;
        _refuseApproval(orders, approval);
        orders = _orders(3, 100e6);
        orders[1].to = customer;
        _refuseApproval(orders, approval);
        orders = _orders(3, 100e6);
        orders[0].depositRef = keccak256("another deposit");
        _refuseApproval(orders, approval);
        orders = _orders(3, 100e6);
        orders[0].evidence = keccak256("other evidence");
        _refuseApproval(orders, approval);
        orders = _orders(3, 100e6);
        orders[2].deadline += 1;
        _refuseApproval(orders, approval);
        _sendBatch(_orders(3, 100e6));
    }

    function test_approval_refusedForAPartOfTheBatchAndForMore() public {
        bytes memory approval = _approveBatch(_orders(3, 100e6));
        _refuseApproval(_orders(2, 100e6), approval);
        _refuseApproval(_orders(1, 100e6), approval);
        _refuseApproval(_orders(4, 100e6), approval);
    }

    function test_approval_refusedInAnotherOrder() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 100e6);
        bytes memory approval = _approveBatch(orders);
        (orders[0], orders[1]) = (orders[1], orders[0]);
        _refuseApproval(orders, approval);
    }

    /// @dev The struct of one order is not the struct of a batch of that one order.
    function test_approval_ofOneOrderIsNotThatOfABatchOfOne() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(1, 100e6);
        _refuseApproval(orders, _approve(orders[0]));
        _refuse(
            orders[0],
            checker,
            _approveBatch(orders),
            abi.encodeWithSelector(
                IStablecoinControl.MintApprovalInvalid.selector,
                checker,
                coin.mintOrderHash(orders[0])
            )
        );
        _sendBatch(orders);
        vm.assertEq(coin.everMinted(), 100e6);
    }

    function test_approval_refusedForAnotherCoinAndChain() public {
        IStablecoin second = _deployCoin("USD Atpar", "USDA", "USD");
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 100e6);
        _refuseApproval(orders, _sign(checker, second.mintBatchHash(orders)));
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory approval = _approveBatch(orders);
        vm.chainId(here);
        _refuseApproval(orders, approval);
    }

    function test_approval_refusedBySomeoneElseAndEmpty() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 100e6);
        _refuseApproval(orders, _sign(stranger, coin.mintBatchHash(orders)));
        _refuseApproval(orders, "");
    }

    /* LIMITS COUNT ACROSS THE BATCH */

    function test_limits_orderCapIsEachOrders() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(2, 1);
        orders[0].amount = orders[1].amount = ORDER_CAP;
        _sendBatch(orders);
        vm.assertEq(coin.everMinted(), 2 * uint256(ORDER_CAP));
    }

    function test_limits_orderCapRefusesOneOrderAboveIt() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 1);
        orders[2].amount = uint256(ORDER_CAP) + 1;
        _refuseBatch(
            orders,
            abi.encodeWithSelector(IStablecoinControl.MintOverOrderCap.selector, uint256(ORDER_CAP) + 1, ORDER_CAP)
        );
    }

    function test_limits_rateLimitIsTakenExactlyAndNotOneUnitMore() public {
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 1);
        (orders[0].amount, orders[1].amount, orders[2].amount) = (ORDER_CAP, RATE_CAPACITY - ORDER_CAP - 5, 6);
        _refuseBatch(orders, abi.encodeWithSelector(IStablecoinControl.MintOverRateLimit.selector, 6, 5));
        orders[2].amount = 5;
        _sendBatch(orders);
        vm.assertEq(coin.everMinted(), RATE_CAPACITY);
        (, , uint256 available) = coin.rateLimit();
        vm.assertEq(available, 0);
    }

    function test_limits_reserveLimitIsTakenExactlyAndNotOneUnitMore() public {
        _send(_order(50e6, DEPOSIT));
        _allow(300e6);
        IStablecoinControl.MintOrder[] memory orders = _orders(3, 1);
        (orders[0].amount, orders[1].amount, orders[2].amount) = (100e6, 100e6, 50e6 + 1);
        _refuseBatch(
            orders,
            abi.encodeWithSelector(IStablecoinControl.MintOverReserveLimit.selector, 50e6 + 1, 250e6, 300e6)
        );
        orders[2].amount = 50e6;
        _sendBatch(orders);
        vm.assertEq(coin.everMinted(), 300e6);
    }

    function _domain() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("HKD Atpar"),
                    keccak256("1"),
                    block.chainid,
                    address(coin)
                )
            );
    }
}
