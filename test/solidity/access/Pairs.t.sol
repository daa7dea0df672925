// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Cheats} from "../Cheats.sol";
import {KeyHolders} from "./KeyHolders.sol";

/// @notice The first paragraph of the access design, for every key alone and every two keys that may be one person's. The
/// board's four roles (ADMIN, LOOSENER, UPGRADER, ROLE_ADMIN) are one key, as deployed.
/// @dev Not tried as pairs, since scripts/deploy/roleTable.ts forbids them: maker and checker would mint; board and
/// canceller, guard and canceller, guard and board would leave a loosening without a veto or the veto to who pauses; board
/// and maker or checker, onboarder and maker or checker would halve the four eyes; freezer and seizer would need no second
/// person for a seizure.
contract PairsTest is Cheats {
    uint256 private constant MOVES = 50;
    uint256 private constant MAKER = 0;
    uint256 private constant CHECKER = 1;
    uint256 private constant ONBOARDER = 2;
    uint256 private constant FREEZER = 3;
    uint256 private constant SEIZER = 4;
    uint256 private constant GUARD = 5;
    uint256 private constant CANCELLER = 6;
    uint256 private constant BOARD = 7;

    KeyHolders private holders;

    function setUp() public {
        holders = KeyHolders(_create("KeyHolders.sol:KeyHolders", ""));
        holders.setUp();
    }

    /// @dev Two indices of people; the same twice for one key alone.
    function _allowed() private pure returns (uint8[2][26] memory) {
        return
            [
                [0, 0],
                [1, 1],
                [2, 2],
                [3, 3],
                [4, 4],
                [5, 5],
                [6, 6],
                [7, 7],
                [0, 3],
                [0, 4],
                [0, 5],
                [0, 6],
                [1, 3],
                [1, 4],
                [1, 5],
                [1, 6],
                [2, 3],
                [2, 4],
                [2, 5],
                [2, 6],
                [2, 7],
                [3, 5],
                [3, 6],
                [3, 7],
                [4, 5],
                [4, 7]
            ];
    }

    function testFuzz_keysOfOnePerson_breakNoSentence(uint256 seed) public {
        uint8[2] memory keys_ = _allowed()[seed % 26];
        holders.hold(keys_[0], keys_[1]);
        holders.play(seed, MOVES);
        vm.assertEq(holders.violation(), "");
    }

    /// @dev The same draw for every key: what succeeds and what does not, in one long campaign each.
    function test_campaign_triesEveryRestrictedFunctionEveryWay() public {
        holders.hold(BOARD, ONBOARDER);
        holders.play(1, 700);
        vm.assertEq(holders.violation(), "");
        vm.assertEq(bytes32(holders.untried()), bytes32(0));
        string[8] memory outcomes = [
            "directly taken",
            "directly refused",
            "execute refused",
            "schedule taken",
            "schedule refused",
            "veto taken",
            "multicall refused",
            "patience refused"
        ];
        for (uint256 i = 0; i < 8; ++i) vm.assertTrue(holders.done(outcomes[i]) >= 5, outcomes[i]);
    }

    /* PAIRS THAT MUST NOT MEET */

    function test_makerAndChecker_inOneHand_mint() public {
        _breaks(MAKER, CHECKER, "minted without maker and checker");
    }

    function test_boardAndCanceller_inOneHand_loosenUnvetoed() public {
        holders.hold(BOARD, CANCELLER);
        holders.play(3, 400);
        vm.assertFalse(vm.contains(holders.violation(), "minted"));
        vm.assertTrue(bytes(holders.violation()).length > 0, "the board loosened nothing");
    }

    /// @dev Nobody is left to veto a seizure but the guard, who can revoke the officer.
    function test_seizerAndCanceller_inOneHand_seizeUnvetoed() public {
        _breaks(SEIZER, CANCELLER, "a frozen balance fell");
    }

    /// @dev The veto it lacks is what stops the seizer alone: the very same draw.
    function test_seizer_alone_isVetoed() public {
        holders.hold(SEIZER, SEIZER);
        holders.play(3, 400);
        vm.assertEq(holders.violation(), "");
        vm.assertTrue(holders.done("veto taken") >= 2, "nothing was vetoed");
    }

    function _breaks(uint256 first, uint256 second, string memory sentence) private {
        holders.hold(first, second);
        holders.play(3, 400);
        vm.assertEq(holders.violation(), sentence);
    }
}
