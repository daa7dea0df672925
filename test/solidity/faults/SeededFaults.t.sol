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

    /// @dev With both keys the very moves of the campaigns mint: so it is the missing key that stops them.
    function test_mintedByOthers_catchesMakerAndCheckerInOneHand() public {
        MakerAndChecker thieves = MakerAndChecker(_create("FaultyHouse.sol:MakerAndChecker", ""));
        thieves.setUp();
        vm.assertEq(thieves.violation(), "");
        // sent by the maker, in the checker's name, under the checker's key, directly
        thieves.mintOwn(0, 6, 5, 30_000e6, keccak256("stolen"));
        vm.assertEq(thieves.violation(), "minted without maker and checker");
    }
}
