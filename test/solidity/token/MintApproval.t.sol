// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Orders} from "../Orders.sol";

/// @notice What counts as the checker's signature over an order.
contract MintApprovalTest is Orders {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    function test_approval_isTheEip712HashOfTheOrderInTheCoinsDomain() public view {
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("HKD Atpar"),
                keccak256("1"),
                block.chainid,
                address(coin)
            )
        );
        bytes32 struct_ = keccak256(
            abi.encode(
                keccak256(
                    "MintOrder(address to,uint256 amount,bytes32 depositRef,bytes32 evidence,address maker,uint256 deadline)"
                ),
                order.to,
                order.amount,
                order.depositRef,
                order.evidence,
                order.maker,
                order.deadline
            )
        );
        vm.assertEq(coin.DOMAIN_SEPARATOR(), domain);
        vm.assertEq(coin.mintOrderHash(order), keccak256(abi.encodePacked(hex"1901", domain, struct_)));
    }

    function test_approval_refusedBySomeoneElse() public {
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        _refuseApproval(order, _sign(stranger, coin.mintOrderHash(order)));
    }

    function test_approval_refusedForAnotherOrder() public {
        bytes memory approval = _approve(_order(5e6, DEPOSIT));
        IStablecoinControl.MintOrder memory order = _order(5e6 + 1, DEPOSIT);
        _refuseApproval(order, approval);

        order = _order(5e6, keccak256("deposit 2"));
        _refuseApproval(order, approval);

        order = _order(5e6, DEPOSIT);
        order.evidence = keccak256("other evidence");
        _refuseApproval(order, approval);

        order = _order(5e6, DEPOSIT);
        order.deadline += 1;
        _refuseApproval(order, approval);

        vm.prank(onboarder);
        coin.addCustomers(_one(bob), EVIDENCE);
        order = _order(5e6, DEPOSIT);
        order.to = bob;
        _refuseApproval(order, approval);
    }

    function test_approval_refusedForAnotherMaker() public {
        _grant(Roles.MINTER, alice, 0);
        _allow(10_000_000e6);
        bytes memory approval = _approve(_order(5e6, DEPOSIT));
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        order.maker = alice;
        bytes32 orderHash = coin.mintOrderHash(order);
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, checker, orderHash));
        vm.prank(alice);
        coin.mint(order, checker, approval);
    }

    function test_approval_refusedForAnotherCoin() public {
        IStablecoin second = _secondCoin();
        _allow(10_000_000e6);
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        _refuseApproval(order, _sign(checker, second.mintOrderHash(order)));
    }

    function test_approval_refusedForAnotherChain() public {
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        bytes memory approval = _approve(order);
        vm.chainId(here);
        _refuseApproval(order, approval);
    }

    function test_approval_refusedWhenTruncatedLengthenedOrEmpty() public {
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        (uint8 v, bytes32 r, bytes32 s) = _split(checker, coin.mintOrderHash(order));
        _refuseApproval(order, abi.encodePacked(r, s));
        _refuseApproval(order, abi.encodePacked(r, s, v, uint8(0)));
        _refuseApproval(order, "");
    }

    function test_approval_refusedWithAHighS() public {
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        (uint8 v, bytes32 r, bytes32 s) = _split(checker, coin.mintOrderHash(order));
        _refuseApproval(order, abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), uint8(v == 27 ? 28 : 27)));
    }

    function test_approval_takenFromAnErc1271Approver() public {
        address wallet = _approverWallet();
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        bytes32 orderHash = coin.mintOrderHash(order);
        vm.prank(maker);
        coin.mint(order, wallet, _sign(alice, orderHash));
        vm.assertEq(coin.balanceOf(customer), 5e6);

        order = _order(6e6, keccak256("deposit 2"));
        orderHash = coin.mintOrderHash(order);
        bytes memory both = bytes.concat(_sign(alice, orderHash), _sign(bob, orderHash));
        vm.prank(maker);
        coin.mint(order, wallet, both);
        vm.assertEq(coin.balanceOf(customer), 11e6);
    }

    function test_approval_refusedByAnErc1271Approver() public {
        address wallet = _approverWallet();
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        bytes32 orderHash = coin.mintOrderHash(order);
        _refuse(
            order,
            wallet,
            _sign(bob, orderHash),
            abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, wallet, orderHash)
        );
    }

    function testFuzz_approval_refusedWithAnyBitTurned(uint256 bit) public {
        bit %= 65 * 8;
        IStablecoinControl.MintOrder memory order = _order(5e6, DEPOSIT);
        bytes memory approval = _approve(order);
        approval[bit / 8] = approval[bit / 8] ^ bytes1(uint8(1 << (bit % 8)));
        _refuseApproval(order, approval);
    }

    function _approverWallet() private returns (address wallet) {
        wallet = address(new ContractWallet(alice, bob));
        _grant(Roles.MINT_APPROVER, wallet, 0);
        _allow(10_000_000e6);
    }

    function _refuseApproval(IStablecoinControl.MintOrder memory order, bytes memory approval) private {
        bytes32 orderHash = coin.mintOrderHash(order);
        _refuse(
            order,
            checker,
            approval,
            abi.encodeWithSelector(IStablecoinControl.MintApprovalInvalid.selector, checker, orderHash)
        );
    }
}
