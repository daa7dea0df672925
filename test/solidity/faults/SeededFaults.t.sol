// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Cheats} from "../Cheats.sol";
import {FaultyControl} from "./FaultyControl.sol";
import {FaultyHouse, MakerAndChecker} from "./FaultyHouse.sol";

/// @notice Each rule of the invariant tests catches a fault seeded for it: the same actors, the same check, and a system
/// with one thing wrong.
contract SeededFaultsTest is Cheats {
    FaultyHouse private house;
    FaultyControl private leaks;

    /// @dev The house at work for a while, then a release with leaks; nothing has leaked yet.
    function setUp() public {
        house = FaultyHouse(_create("FaultyHouse.sol:FaultyHouse", ""));
        house.setUp();
        for (uint256 i = 1; i < 6; ++i) {
            house.mint(i, 1_000e6 + i, i);
            house.transfer(i, i + 3, 500e6 + i);
        }
        vm.assertEq(house.done("mint"), 5);
        leaks = house.release(_create("FaultyControl.sol:FaultyControl", ""));
        house.report(1_000_002, 0);
        vm.assertEq(house.violation(), "");
    }

    function test_supplyIsTheSumOfBalances_catchesACreditWithoutACounter() public {
        leaks.conjure(house.holder(0), 1);
        vm.assertFalse(house.supplyIsTheSumOfBalances());
        vm.assertEq(house.violation(), "supply is not the sum of balances");
    }

    function test_supplyIsTheSumOfBalances_catchesABurnThatForgetsTheSupply() public {
        leaks.burnHalfway(house.holder(0), 1);
        vm.assertFalse(house.supplyIsTheSumOfBalances());
    }

    function test_countersAreTheBooks_catchesAMintNobodyEntered() public {
        leaks.mintUnapproved(house.holder(0), 1);
        vm.assertTrue(house.supplyIsTheSumOfBalances());
        vm.assertFalse(house.countersAreTheBooks());
        vm.assertEq(house.violation(), "supply is not minted less burned");
    }

    function test_lastMintWasWithinTheLimit_catchesAGateSwitchedOff() public {
        house.switchTheGateOff();
        // the last report of the real registry has expired meanwhile: any mint at all is too much
        house.mint(0, 8, 100);
        vm.assertFalse(house.lastMintWasWithinTheLimit());
        vm.assertEq(house.violation(), "ever minted is above the live limit");
    }

    function test_mintsOfOneDeposit_catchesAForgottenDeposit() public {
        house.mintAgain(0, 0);
        vm.assertEq(house.violation(), "");
        leaks.forget(house.deposit(1));
        house.mintAgain(0, 0);
        vm.assertEq(house.violation(), "a deposit was minted twice");
    }

    function test_frozenBalancesStand_catchesAQuietSeizure() public {
        house.freeze(1);
        vm.assertEq(house.violation(), "");
        leaks.seizeQuietly(house.holder(1), house.holder(0), 1);
        vm.assertFalse(house.frozenBalancesStand());
        vm.assertEq(house.violation(), "a frozen balance fell");
    }

    /// @dev Scheduled before the freeze, it must be refused; under a backdated freeze it passes, and the rule sees it.
    function test_takenTooEarly_catchesABackdatedFreeze() public {
        house.plan(2, 4, 1);
        house.wait_(10);
        house.freeze(2);
        house.take(0, 0, 0, 1);
        vm.assertEq(house.done("take refused"), 1);
        vm.assertEq(house.violation(), "");
        leaks.backdate(house.holder(2), 10);
        house.take(0, 0, 0, 1);
        vm.assertEq(house.done("seize"), 1);
        vm.assertTrue(house.frozenBalancesStand());
        vm.assertEq(house.violation(), "a taking was not scheduled under the freeze");
    }

    function test_takenAstray_catchesACustodyDiverted() public {
        house.plan(2, 5, 1);
        house.take(0, 0, 0, 1);
        vm.assertEq(house.done("seize"), 1);
        vm.assertEq(house.violation(), "");
        leaks.divert(house.holder(0));
        house.plan(2, 5, 1);
        house.take(0, 0, 0, 1);
        vm.assertEq(house.done("seize"), 2);
        vm.assertEq(house.violation(), "a taking went astray");
    }

    function test_permitNoncesStand_catchesASpentPermitMadeGoodAgain() public {
        house.permit(1, 2, 3);
        vm.assertEq(house.done("permit"), 1);
        vm.assertEq(house.violation(), "");
        leaks.rewind(house.holder(1));
        vm.assertFalse(house.permitNoncesStand());
        vm.assertEq(house.violation(), "a permit nonce fell");
    }

    function test_permitNoncesStand_catchesCancelledPermitsMadeGoodAgain() public {
        house.cancelPermits(1, 10);
        vm.assertEq(house.violation(), "");
        leaks.rewind(house.holder(1));
        vm.assertEq(house.violation(), "a permit nonce fell");
    }

    function test_usedAuthorizationsStand_catchesAPaymentMadeGoodAgain() public {
        house.pay(1, 2, 3, 63);
        vm.assertEq(house.done("pay"), 1);
        vm.assertEq(house.violation(), "");
        leaks.forgive(house.holder(1), bytes32(uint256(62)));
        vm.assertEq(house.violation(), "");
        leaks.forgive(house.holder(1), bytes32(uint256(63)));
        vm.assertFalse(house.usedAuthorizationsStand());
        vm.assertEq(house.violation(), "a used authorization became unused");
    }

    /// @dev With both keys the very moves of the campaigns mint: so it is the missing key that stops them.
    function test_mintedByOthers_catchesMakerAndCheckerInOneHand() public {
        MakerAndChecker thieves = MakerAndChecker(_create("FaultyHouse.sol:MakerAndChecker", ""));
        thieves.setUp();
        vm.assertEq(thieves.violation(), "");
        // sent by the maker, in the checker's name, under the checker's key, directly
        thieves.mintOwn(0, 6, 5, 30_000e6, keccak256("stolen"));
        vm.assertEq(thieves.violation(), "minted without maker and checker");
    }

    function test_mintedByOthers_catchesABatchOfMakerAndCheckerInOneHand() public {
        MakerAndChecker thieves = MakerAndChecker(_create("FaultyHouse.sol:MakerAndChecker", ""));
        thieves.setUp();
        // sent by the maker, in the checker's name, under the checker's key, directly
        thieves.mintBatchOwn(0, 12, 5, bytes32(uint256(3)));
        vm.assertEq(thieves.violation(), "minted without maker and checker");
    }
}
