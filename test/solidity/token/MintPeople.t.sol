// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Roles} from "../../../contracts/access/Roles.sol";
import {Orders} from "../Orders.sol";

/// @notice Who may make and who may approve a mint (rule O1): nobody alone, nobody through a back door.
contract MintPeopleTest is Orders {
    function test_mint_refusedForAMakerNotNamed() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        order.maker = stranger;
        _refuse(order, abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, stranger, maker));
    }

    function test_mint_refusedThroughExecuteForTheMaker() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        bytes memory data = abi.encodeCall(coin.mint, (order, checker, _approve(order)));
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintMakerMismatch.selector, maker, address(manager)));
        vm.prank(maker);
        manager.execute(address(coin), data);
    }

    function test_mint_refusedThroughExecuteForTheManager() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        order.maker = address(manager);
        bytes memory data = abi.encodeCall(coin.mint, (order, checker, _approve(order)));
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintMakerUnauthorized.selector, address(manager)));
        vm.prank(maker);
        manager.execute(address(coin), data);
    }

    function test_mint_refusedForAMakerWithADelay() public {
        _grant(Roles.MINTER, alice, 1 hours);
        _allow(10_000_000e6);
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        order.maker = alice;
        order.deadline = _now() + 2 hours;
        bytes memory approval = _approve(order);
        vm.prank(alice);
        manager.schedule(address(coin), abi.encodeCall(coin.mint, (order, checker, approval)), 0);
        _skip(1 hours);
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MintMakerUnauthorized.selector, alice));
        vm.prank(alice);
        coin.mint(order, checker, approval);
    }

    function test_mint_refusedForAMakerWhoMayApprove() public {
        _grant(Roles.MINT_APPROVER, maker, 0);
        _allow(10_000_000e6);
        _refuse(_order(1e6, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintMakerMayApprove.selector, maker));
    }

    function test_mint_refusedForAMakerWhoMayApproveAfterADelay() public {
        _grant(Roles.MINT_APPROVER, maker, 1 hours);
        _allow(10_000_000e6);
        _refuse(_order(1e6, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintMakerMayApprove.selector, maker));
    }

    function test_mint_refusedForTheMakersOwnApproval() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        _refuse(
            order,
            maker,
            _sign(maker, coin.mintOrderHash(order)),
            abi.encodeWithSelector(IStablecoinControl.MintApproverMayMint.selector, maker)
        );
    }

    function test_mint_refusedForAnApproverWhoMayMint() public {
        _grant(Roles.MINTER, checker, 0);
        _allow(10_000_000e6);
        _refuse(_order(1e6, DEPOSIT), abi.encodeWithSelector(IStablecoinControl.MintApproverMayMint.selector, checker));
    }

    function test_mint_refusedForAnApproverWithoutTheRole() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        _refuse(
            order,
            stranger,
            _sign(stranger, coin.mintOrderHash(order)),
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, stranger)
        );
    }

    function test_mint_refusedForARevokedApprover() public {
        vm.prank(guard);
        revoker.revoke(Roles.MINT_APPROVER, checker);
        _refuse(
            _order(1e6, DEPOSIT),
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, checker)
        );
    }

    function test_mint_refusedForAnApproverWithADelay() public {
        _grant(Roles.MINT_APPROVER, bob, 1 hours);
        _allow(10_000_000e6);
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        _refuse(
            order,
            bob,
            _sign(bob, coin.mintOrderHash(order)),
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, bob)
        );
    }

    function test_mint_takenFromAnApproverGrantedToday() public {
        IStablecoinControl.MintOrder memory order = _order(1e6, DEPOSIT);
        _refuse(
            order,
            bob,
            _sign(bob, coin.mintOrderHash(order)),
            abi.encodeWithSelector(IStablecoinControl.MintApproverUnauthorized.selector, bob)
        );
        _grant(Roles.MINT_APPROVER, bob, 0);
        _allow(10_000_000e6);
        order = _order(1e6, DEPOSIT);
        bytes memory approval = _sign(bob, coin.mintOrderHash(order));
        vm.prank(maker);
        coin.mint(order, bob, approval);
        vm.assertEq(coin.everMinted(), 1e6);
    }
}
