// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Cheats} from "../Cheats.sol";
import {HolderMoves} from "./HolderMoves.sol";

/// @notice To holders the coin is OpenZeppelin's ERC-20, ERC-2612 and ERC-3009 with a pause and a blacklist, whatever they
/// call in whatever order: its ledger of packed words is not to be told from plain storage.
contract DifferentialTest is Cheats {
    uint256 private constant CALLS = 50;
    uint256 private constant SEQUENCES = 40;

    HolderMoves private moves;

    function setUp() public {
        moves = _moves("ReferenceCoin");
    }

    function testFuzz_sequenceOfCalls_cannotTellTheCoinFromTheReference(uint256 seed) public {
        moves.play(seed, CALLS);
        vm.assertEq(moves.difference(), "");
    }

    /// @dev A campaign that refuses, or takes, everything compares nothing.
    function test_campaign_hasEveryCallSucceedAndFail() public {
        for (uint256 seed = 0; seed < SEQUENCES; ++seed) moves.play(seed, CALLS);
        vm.assertEq(moves.difference(), "");
        string[9] memory kinds = [
            "transfer",
            "approve",
            "transferFrom",
            "permit",
            "transferWithAuthorization",
            "receiveWithAuthorization",
            "cancelAuthorization",
            "batch",
            "batch item"
        ];
        for (uint256 i = 0; i < kinds.length; ++i) {
            vm.assertTrue(moves.succeeded(kinds[i]) >= 5, string.concat(kinds[i], " hardly ever succeeds"));
            vm.assertTrue(moves.failed(kinds[i]) >= 5, string.concat(kinds[i], " hardly ever fails"));
        }
    }

    /* SEEDED DIFFERENCES */

    function test_difference_isSeenInAPayeeFrozen() public {
        _seen("PaysFrozen", "one coin refused");
    }

    function test_difference_isSeenInTheCoinAsPayee() public {
        _seen("PaysTheCoin", "one coin refused");
    }

    function test_difference_isSeenInAFrozenSpender() public {
        _seen("LetsFrozenSpend", "transferFrom: ");
    }

    function test_difference_isSeenInAPause() public {
        _seen("NeverPauses", "one coin refused");
    }

    function test_difference_isSeenInANonceUsedTwice() public {
        _seen("ForgetsNonces", "other authorization state");
    }

    function test_difference_isSeenInAnEvent() public {
        _seen("AnnouncesSpending", "other events");
    }

    function test_difference_isSeenInABalance() public {
        _seen("LosesAToken", "other balance");
    }

    function test_difference_isSeenInASecond() public {
        _seen("TakesLate", "one coin refused");
    }

    /// @dev The same sequences that show no difference to the true reference.
    function _seen(string memory fault, string memory what) private {
        HolderMoves faulty = _moves(fault);
        for (uint256 seed = 0; seed < SEQUENCES; ++seed) faulty.play(seed, CALLS);
        vm.assertTrue(vm.contains(faulty.difference(), what), string.concat("not seen: ", faulty.difference()));
    }

    function _moves(string memory name) private returns (HolderMoves created) {
        created = HolderMoves(_create("HolderMoves.sol:HolderMoves", ""));
        bool whole = keccak256(bytes(name)) == keccak256("ReferenceCoin");
        created.prepare(string.concat(whole ? "ReferenceCoin" : "FaultyReferences", ".sol:", name));
    }
}
