// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC1967} from "@openzeppelin/contracts/interfaces/IERC1967.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {ILedgerErrors, IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";
import {StablecoinControlV2} from "./StablecoinControlV2.sol";

contract UpgradeTest is Orders {
    uint256 private constant ALL_MOVED = 0x1f;
    uint256 private constant BALANCE = 1_000e6;

    address private v2;

    function setUp() public override {
        super.setUp();
        _fund(alice, BALANCE);
        v2 = _create("StablecoinControlV2.sol:StablecoinControlV2", "");
    }

    /* WHO, AND TO WHAT */

    function test_upgrade_isTheUpgradersAfterTheLongestDelay() public {
        bytes memory data = abi.encodeCall(coin.upgradeToAndCall, (v2, ""));
        vm.prank(board);
        (bytes32 id, ) = manager.schedule(address(coin), data, 0);
        _skip(UPGRADE_DELAY - 1);
        vm.expectRevert(abi.encodeWithSignature("AccessManagerNotReady(bytes32)", id));
        vm.prank(board);
        coin.upgradeToAndCall(v2, "");
        _skip(1);
        vm.expectEmit(address(coin));
        emit IERC1967.Upgraded(v2);
        vm.prank(board);
        coin.upgradeToAndCall(v2, "");
    }

    function test_upgrade_refusedForOthers() public {
        address[5] memory others = [deployer, guard, canceller, maker, alice];
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.upgradeToAndCall(v2, "");
        }
    }

    function test_upgrade_refusesWhatIsNoImplementation() public {
        vm.expectRevert();
        this.upgrade(alice, "");
        vm.expectRevert();
        this.upgrade(address(registry), "");
    }

    function test_upgrade_refusesUnknownMovedFunctions() public {
        uint256[2] memory unknown = [ALL_MOVED + 1, type(uint256).max];
        for (uint256 i = 0; i < 2; ++i) {
            _v2Moves(unknown[i]);
            vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.MovedFunctionsUnknown.selector, unknown[i]));
            this.upgrade(v2, "");
        }
    }

    function test_upgrade_callsTheNewFace() public {
        vm.prank(guard);
        coin.lowerOrderCap(7);
        upgrade(v2, abi.encodeCall(coin.maxOrderAge, ()));
        vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        this.upgrade(address(control), abi.encodeCall(coin.initialize, (alice, 1, 1, 1, alice)));
        vm.assertEq(coin.orderCap(), 7);
    }

    /* MOVED FUNCTIONS */

    function test_moved_noneTodayAndNoneAfterAPlainUpgrade() public {
        vm.assertEq(coin.movedFunctions(), 0);
        vm.assertEq(_movedFlags(), 0);
        upgrade(v2, "");
        vm.assertEq(_movedFlags(), 0);
        vm.prank(alice);
        coin.transfer(bob, 1);
        vm.assertEq(coin.balanceOf(bob), 1);
    }

    function test_moved_flagsFollowTheImplementationBothWays() public {
        _v2Moves(ALL_MOVED);
        _scheduleUpgrade(v2);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.MovedFunctionsChanged(0, ALL_MOVED);
        vm.prank(board);
        coin.upgradeToAndCall(v2, "");
        vm.assertEq(_movedFlags(), ALL_MOVED);
        vm.expectEmit(address(coin));
        emit StablecoinControlV2.TransferredByV2(alice);
        vm.prank(alice);
        coin.transfer(bob, 400e6);
        vm.assertEq(coin.balanceOf(bob), 400e6);

        upgrade(address(control), "");
        vm.assertEq(_movedFlags(), 0);
        vm.recordLogs();
        vm.prank(alice);
        coin.transfer(bob, 600e6);
        vm.assertEq(vm.getRecordedLogs().length, 1);
        vm.assertEq(coin.balanceOf(bob), BALANCE);
    }

    /// @dev The coin's own face stays the implementation, so that it is its code that reads the flags as they were.
    function test_moved_saysWhatWasMovedBefore() public {
        _moves(address(control), ALL_MOVED);
        upgrade(address(control), "");
        vm.assertEq(_movedFlags(), ALL_MOVED);
        _scheduleUpgrade(address(control));
        vm.recordLogs();
        vm.prank(board);
        coin.upgradeToAndCall(address(control), "");
        // the manager's OperationExecuted and the proxy's Upgraded: nothing changed of what is moved
        vm.assertEq(vm.getRecordedLogs().length, 2);

        _moves(address(control), 1);
        _scheduleUpgrade(address(control));
        vm.expectEmit(address(coin));
        emit IStablecoinControl.MovedFunctionsChanged(ALL_MOVED, 1);
        vm.prank(board);
        coin.upgradeToAndCall(address(control), "");
        vm.assertEq(_movedFlags(), 1);
    }

    function test_moved_eachFlagMovesItsOwnFunctionsAlone() public {
        for (uint256 bit = 0; bit < 5; ++bit) {
            _v2Moves(1 << bit);
            upgrade(v2, "");
            vm.assertEq(_movedFlags(), 1 << bit);
            bytes[] memory calls = _holderCalls();
            for (uint256 i = 0; i < calls.length; ++i) {
                vm.prank(alice);
                (, bytes memory answer) = address(coin).call(calls[i]);
                bool answeredByV2 =
                    keccak256(answer) ==
                        keccak256(abi.encodeWithSelector(StablecoinControlV2.AnsweredByV2.selector, bytes4(calls[i])));
                // two overloads of each ERC-3009 function behind one bit; bit 0, transfer, is not among the calls
                vm.assertEq(answeredByV2, bit == (i == 0 ? 1 : 2 + (i - 1) / 2));
            }
        }
    }

    function test_moved_functionAnswersForThePauseItself() public {
        _v2Moves(1);
        upgrade(v2, "");
        vm.prank(guard);
        coin.pauseTransfers();
        vm.prank(alice);
        coin.approve(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector));
        vm.prank(bob);
        coin.transferFrom(alice, bob, 1);
        vm.expectEmit(address(coin));
        emit StablecoinControlV2.TransferredByV2(alice);
        vm.prank(alice);
        coin.transfer(bob, 1);
    }

    function test_upgrade_keepsEverything() public {
        _v2Moves(ALL_MOVED);
        vm.prank(alice);
        coin.approve(bob, 5);
        vm.startPrank(guard);
        coin.pauseIssuance();
        coin.lowerOrderCap(99);
        vm.stopPrank();
        _cancelOne();
        bytes32 before = _fingerprint();
        upgrade(v2, "");
        vm.assertEq(_fingerprint(), before);
        upgrade(address(control), "");
        vm.assertEq(_fingerprint(), before);
    }

    /* NOBODY SETS IT UP TWICE */

    function test_initialize_refusedOnTheImplementation() public {
        vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        control.initialize(alice, 1, 1, 1, alice);
    }

    function test_initialize_refusedOnTheCoin() public {
        vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
        vm.prank(board);
        coin.initialize(alice, 1, 1, 1, alice);
    }

    function test_initialize_refusesAnAuthorityWithoutCode() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedInvalidAuthority.selector, alice));
        this.deploy(abi.encodeCall(coin.initialize, (alice, ORDER_CAP, RATE_CAPACITY, RATE_WINDOW, custody)));
    }

    function test_initialize_boundsTheRateLimit() public {
        uint208 most = type(uint112).max;
        vm.expectRevert(abi.encodeWithSelector(IStablecoinControl.SettingTooLarge.selector, most + 1, most));
        this.deploy(abi.encodeCall(coin.initialize, (address(manager), ORDER_CAP, most + 1, RATE_WINDOW, custody)));
        this.deploy(abi.encodeCall(coin.initialize, (address(manager), ORDER_CAP, most, RATE_WINDOW, custody)));
    }

    function test_coin_isNeverCreatedWithoutBeingSetUp() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.InitializationMissing.selector));
        this.deploy("");
    }

    function test_implementation_servesNobodyByItself() public {
        IStablecoin bare = IStablecoin(address(control));
        vm.expectRevert(abi.encodeWithSelector(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector));
        vm.prank(board);
        bare.upgradeToAndCall(v2, "");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, maker));
        vm.prank(maker);
        bare.burn(1, ORDER_REF);
    }

    /// @dev External, so that a refusal can be expected.
    function deploy(bytes memory initialization) external {
        _createProduct(
            "Stablecoin",
            "contracts/token",
            abi.encode("HKD Atpar", "HKDA", "HKD", address(control), initialization)
        );
    }

    /// @dev Public, so that a refusal in its last call can be expected.
    function upgrade(address implementation, bytes memory data) public {
        _scheduled(board, address(coin), abi.encodeCall(coin.upgradeToAndCall, (implementation, data)), UPGRADE_DELAY);
    }

    /// @dev Sets what the new face answers; all else of the upgrade is the coin's own code.
    function _v2Moves(uint256 moved) private {
        _moves(v2, moved);
    }

    function _moves(address implementation, uint256 moved) private {
        vm.mockCall(implementation, abi.encodeCall(IStablecoinControl.movedFunctions, ()), abi.encode(moved));
    }

    function _scheduleUpgrade(address implementation) private {
        vm.prank(board);
        manager.schedule(address(coin), abi.encodeCall(coin.upgradeToAndCall, (implementation, "")), 0);
        _skip(UPGRADE_DELAY);
    }

    function _movedFlags() private view returns (uint256) {
        bytes32 ledger = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;
        return uint256(vm.load(address(coin), ledger)) >> 227;
    }

    /// @dev Uses up an authorization, so that its bitmap is part of what must be kept.
    function _cancelOne() private {
        bytes32 structHash = keccak256(
            abi.encode(keccak256("CancelAuthorization(address authorizer,bytes32 nonce)"), alice, bytes32("n"))
        );
        bytes32 hash = keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
        coin.cancelAuthorization(alice, bytes32("n"), _sign(alice, hash));
    }

    function _fingerprint() private view returns (bytes32) {
        (uint256 capacity, uint256 window, ) = coin.rateLimit();
        return
            keccak256(
                abi.encode(
                    [coin.totalSupply(), coin.everMinted(), coin.balanceOf(alice), coin.allowance(alice, bob)],
                    [coin.orderCap(), capacity, window, uint256(uint160(coin.registry()))],
                    [coin.issuancePaused(), coin.transfersPaused(), coin.spenderCheck(), coin.isCustomer(customer)],
                    [
                        coin.authorizationState(alice, bytes32("n")),
                        coin.isDepositMinted(keccak256(abi.encode("funding", 0)))
                    ],
                    [coin.name(), coin.symbol(), coin.currency(), coin.version()],
                    coin.authority(),
                    coin.DOMAIN_SEPARATOR()
                )
            );
    }

    /// @dev transferFrom, then both overloads of transfer-, receive- and cancel-authorization, with signatures of nobody.
    function _holderCalls() private view returns (bytes[] memory calls) {
        calls = new bytes[](7);
        calls[0] = abi.encodeCall(coin.transferFrom, (alice, bob, 1));
        string[3] memory names = ["transferWithAuthorization", "receiveWithAuthorization", "cancelAuthorization"];
        for (uint256 i = 0; i < 3; ++i) {
            string memory fields = i < 2 ? "address,address,uint256,uint256,uint256,bytes32" : "address,bytes32";
            bytes memory values =
                i < 2 ? abi.encode(alice, alice, 1, 0, type(uint256).max, bytes32(0)) : abi.encode(alice, bytes32(0));
            calls[1 + 2 * i] = bytes.concat(
                bytes4(keccak256(bytes(string.concat(names[i], "(", fields, ",uint8,bytes32,bytes32)")))),
                values,
                abi.encode(27, bytes32(uint256(1)), bytes32(uint256(1)))
            );
            calls[2 + 2 * i] = bytes.concat(
                bytes4(keccak256(bytes(string.concat(names[i], "(", fields, ",bytes)")))),
                values,
                abi.encode(values.length + 32, uint256(0))
            );
        }
    }
}
