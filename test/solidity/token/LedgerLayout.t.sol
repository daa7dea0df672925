// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Authorizations} from "./Authorizations.sol";

/// @notice The permanent format of the coin's storage, recomputed here and read from the chain.
contract LedgerLayoutTest is Authorizations {
    uint256 private constant FROZEN = 1 << 128;
    uint256 private constant CUSTOMER = 1 << 129;
    uint256 private constant TRANSFERS_PAUSED = 1 << 224;
    uint256 private constant ISSUANCE_PAUSED = 1 << 225;
    uint256 private constant CHECK_SPENDER = 1 << 226;

    uint256 private ledger;
    uint256 private controls;

    function setUp() public override {
        super.setUp();
        ledger = _namespace("atpar.storage.Ledger");
        controls = _namespace("atpar.storage.Control");
    }

    /* WHERE */

    function test_namespaces_areThoseOfErc7201() public view {
        vm.assertEq(ledger, 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800);
        vm.assertEq(controls, 0xb3117799398751287fa23a7e3fd263f9525cd3da3716cefff8022c96e789b000);
        // the first slot of each namespace answers, so these are the ones in use
        vm.assertEq(_slot(ledger), CHECK_SPENDER);
        vm.assertEq(address(uint160(_slot(controls))), address(registry));
    }

    function test_ledger_placesOfItsMappings() public {
        _fund(alice, 5e6);
        vm.prank(alice);
        coin.approve(bob, 77);
        coin.cancelAuthorization(
            alice,
            bytes32(uint256(0x1ff)),
            _sign(alice, _cancelHash(alice, bytes32(uint256(0x1ff))))
        );
        _permitOnce(9);

        vm.assertEq(_slot(_at(uint256(uint160(alice)), ledger + 1)), 5e6);
        vm.assertEq(_slot(_at(uint256(uint160(bob)), _at(uint256(uint160(alice)), ledger + 2))), 9);
        vm.assertEq(_slot(_at(uint256(uint160(alice)), ledger + 3)), 1);
        vm.assertEq(_slot(_at(1, _at(uint256(uint160(alice)), ledger + 4))), 1 << 255);
    }

    function test_ledger_countersAreReadWhole() public {
        uint256 most = type(uint112).max;
        vm.store(address(coin), bytes32(ledger), bytes32((most << 112) | (1 << 111)));
        vm.assertEq(coin.totalSupply(), 1 << 111);
        vm.assertEq(coin.everMinted(), most);
        vm.assertEq(coin.everBurned(), most - (1 << 111));
    }

    function test_control_placesOfItsSettings() public {
        _send(_order(3e6, DEPOSIT));
        vm.assertEq(_slot(controls), (uint256(ORDER_CAP) << 160) | uint160(address(registry)));
        vm.assertEq(_slot(controls + 1), (uint256(RATE_WINDOW) << 208) | RATE_CAPACITY);
        vm.assertEq(_slot(_at(0, controls + 2)), (_now() << 208) | 3e6);
        vm.assertEq(_slot(_at(uint256(DEPOSIT), controls + 3)), 1);
        vm.assertEq(address(uint160(_slot(controls + 4))), custody);
        _asBoard(address(coin), abi.encodeCall(coin.setContractURI, ("ipfs://coin")));
        vm.assertEq(_slot(controls + 5), uint256(bytes32("ipfs://coin")) | (11 * 2));
    }

    /* WHICH BITS */

    function test_accountWord_bits() public {
        uint256 place = _at(uint256(uint160(customer)), ledger + 1);
        vm.assertEq(_slot(place), CUSTOMER);
        _fund(customer, 123);
        vm.assertEq(_slot(place), CUSTOMER | 123);
        vm.prank(freezer);
        coin.freeze(_one(customer), ORDER_REF);
        // since when it is frozen: bits 130-177
        uint256 since = _now() << 130;
        vm.assertEq(_slot(place), since | CUSTOMER | FROZEN | 123);
        _skip(9);
        vm.prank(freezer);
        coin.freeze(_one(customer), ORDER_REF);
        vm.assertEq(_slot(place), since | CUSTOMER | FROZEN | 123);
        vm.prank(freezer);
        coin.removeCustomers(_one(customer), EVIDENCE);
        vm.assertEq(_slot(place), since | FROZEN | 123);
        _asBoard(address(coin), abi.encodeCall(coin.unfreeze, (_one(customer), ORDER_REF)));
        vm.assertEq(_slot(place), 123);
    }

    function test_accountWord_theLargestBalanceLeavesTheFlagsAlone() public {
        uint256 place = _at(uint256(uint160(alice)), ledger + 1);
        vm.store(address(coin), bytes32(place), bytes32(CUSTOMER | (type(uint128).max - 1)));
        _fund(bob, 2);
        vm.prank(bob);
        coin.transfer(alice, 1);
        vm.assertEq(_slot(place), CUSTOMER | type(uint128).max);
        vm.expectRevert(abi.encodeWithSignature("LedgerOverflow(uint256,uint256)", 1, 0));
        vm.prank(bob);
        coin.transfer(alice, 1);
        vm.prank(alice);
        coin.transfer(alice, type(uint128).max);
        vm.assertEq(_slot(place), CUSTOMER | type(uint128).max);
    }

    function test_coinWord_bits() public {
        _fund(maker, 1_000);
        uint256 counters = (1_000 << 112) | 1_000;
        vm.assertEq(_slot(ledger), CHECK_SPENDER | counters);
        vm.prank(maker);
        coin.burn(400, ORDER_REF);
        counters = (1_000 << 112) | 600;
        vm.assertEq(_slot(ledger), CHECK_SPENDER | counters);
        vm.startPrank(guard);
        coin.pauseTransfers();
        vm.assertEq(_slot(ledger), CHECK_SPENDER | TRANSFERS_PAUSED | counters);
        coin.pauseIssuance();
        vm.stopPrank();
        vm.assertEq(_slot(ledger), CHECK_SPENDER | TRANSFERS_PAUSED | ISSUANCE_PAUSED | counters);
        _asBoard(address(coin), abi.encodeCall(coin.disableSpenderCheck, ()));
        vm.assertEq(_slot(ledger), TRANSFERS_PAUSED | ISSUANCE_PAUSED | counters);
    }

    /* NOTHING ELSE */

    /// @dev Ordinary slots hold OpenZeppelin's short strings for name and symbol, and nothing more, whatever was done.
    function test_ordinarySlots_holdNameAndSymbolAlone() public {
        _doEverything();
        for (uint256 slot = 0; slot <= 20; ++slot) {
            uint256 expected = 0;
            if (slot == 3) expected = uint256(bytes32("HKD Atpar")) | (2 * bytes("HKD Atpar").length);
            if (slot == 4) expected = uint256(bytes32("HKDA")) | (2 * bytes("HKDA").length);
            vm.assertEq(_slot(slot), expected);
        }
    }

    function test_ordinarySlots_areNeverReadOrWrittenByTheIssuersFace() public {
        vm.record();
        _doEverything();
        (bytes32[] memory reads, bytes32[] memory writes) = vm.accesses(address(coin));
        vm.assertTrue(reads.length > 20 && writes.length > 20);
        for (uint256 i = 0; i < reads.length; ++i) vm.assertTrue(uint256(reads[i]) > type(uint64).max);
        for (uint256 i = 0; i < writes.length; ++i) vm.assertTrue(uint256(writes[i]) > type(uint64).max);
    }

    /// @dev Every function of the issuer's face that changes anything, and every view.
    function _doEverything() private {
        _fund(maker, 1_000);
        vm.prank(maker);
        coin.burn(1_000, ORDER_REF);
        vm.prank(onboarder);
        coin.addCustomers(_one(bob), EVIDENCE);
        vm.startPrank(freezer);
        coin.removeCustomers(_one(bob), EVIDENCE);
        coin.freeze(_one(bob), ORDER_REF);
        vm.stopPrank();
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        coin.enableSpenderCheck();
        coin.lowerOrderCap(5);
        coin.lowerRateLimit(6, 2 days);
        vm.stopPrank();
        bytes[] memory loosening = new bytes[](7);
        loosening[0] = abi.encodeCall(coin.unfreeze, (_one(bob), ORDER_REF));
        loosening[1] = abi.encodeCall(coin.unpauseTransfers, ());
        loosening[2] = abi.encodeCall(coin.unpauseIssuance, ());
        loosening[3] = abi.encodeCall(coin.disableSpenderCheck, ());
        loosening[4] = abi.encodeCall(coin.raiseOrderCap, (9));
        loosening[5] = abi.encodeCall(coin.raiseRateLimit, (9, 1 days));
        loosening[6] = abi.encodeCall(coin.setRegistry, (address(_deployRegistry(address(coin), "HKD"))));
        for (uint256 i = 0; i < loosening.length; ++i) _asBoard(address(coin), loosening[i]);
        _scheduled(board, address(coin), abi.encodeCall(coin.upgradeToAndCall, (address(control), "")), UPGRADE_DELAY);
        _scheduled(
            board,
            address(manager),
            abi.encodeCall(manager.updateAuthority, (address(coin), address(manager))),
            UPGRADE_DELAY
        );
        _readEverything(coin);
    }

    function _readEverything(IStablecoinControl face) private view {
        face.everMinted();
        face.everBurned();
        face.isDepositMinted(DEPOSIT);
        face.isFrozen(bob);
        face.isCustomer(bob);
        face.transfersPaused();
        face.issuancePaused();
        face.spenderCheck();
        face.registry();
        face.orderCap();
        face.rateLimit();
        face.maxOrderAge();
        face.mintOrderHash(_order(1, DEPOSIT));
        face.movedFunctions();
    }

    function _permitOnce(uint256 value) private {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                bob,
                value,
                0,
                _now()
            )
        );
        bytes32 hash = keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
        coin.permit(alice, bob, value, _now(), _sign(alice, hash));
    }

    /// @dev ERC-7201: keccak256(keccak256(id) - 1), last byte cleared.
    function _namespace(string memory id) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(uint256(keccak256(bytes(id))) - 1))) & ~uint256(0xff);
    }

    function _at(uint256 key, uint256 mapping_) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(key, mapping_)));
    }

    function _slot(uint256 place) private view returns (uint256) {
        return uint256(vm.load(address(coin), bytes32(place)));
    }
}
