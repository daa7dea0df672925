// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AssetProof} from "../../../contracts/reserve/AssetProof.sol";
import {AssetProofHarness} from "../../contracts/AssetProofHarness.sol";
import {Cheats} from "../Cheats.sol";

/// @notice Trees built here, level by level, against the library: every line holds, and nothing that was changed.
contract AssetProofTest is Cheats {
    int256 private constant LARGEST = 1 << 200;

    AssetProofHarness private proof;

    /// @dev The tree under test.
    bytes32 private root;
    int256 private total;

    function setUp() public {
        // `npm run mutation` puts faulty versions in its place
        string memory given = vm.envOr("ATPAR_TEST_CODE", "");
        proof =
            bytes(given).length == 0
                ? new AssetProofHarness()
                : AssetProofHarness(
                    _createFrom(vm.parseBytes(vm.readFile(string.concat(given, "/AssetProofHarness.hex"))), "")
                );
    }

    function test_verify_holdsForTheOnlyLine() public {
        AssetProof.Line memory line = _plant(1, 0, 7);
        vm.assertEq(line.siblings.length, 0);
        _assertHolds(line);
        line.index = 1;
        _assertFails(line);
    }

    function test_verify_holdsForEveryLineOfEverySmallTree() public {
        for (uint256 count = 1; count <= 9; ++count) {
            for (uint256 index = 0; index < count; ++index) {
                _assertHolds(_plant(count, index, 7));
            }
        }
    }

    function test_verify_needsNoSiblingWhereThereIsNone() public {
        // line 4 of 5 has none on two levels
        vm.assertEq(_plant(5, 4, 7).siblings.length, 1);
    }

    function test_verify_failsForSiblingsMissingOrToSpare() public {
        AssetProof.Line memory line = _plant(5, 1, 7);
        AssetProof.Node[] memory siblings = line.siblings;
        line.siblings = _with(siblings, siblings[0]);
        _assertFails(line);
        // an empty one changes no sum
        line.siblings = _with(siblings, AssetProof.Node(0, 0));
        _assertFails(line);
        line.siblings = _skip(siblings, 1);
        _assertFails(line);
    }

    function test_verify_takesTheLargestAmountsAndNoneBeyond() public {
        AssetProof.Line memory line = _plantAmounts(LARGEST, -LARGEST);
        _assertHolds(line);
        line = _plantAmounts(LARGEST + 1, 0);
        _assertFails(line);
        line = _plantAmounts(-LARGEST - 1, 0);
        _assertFails(line);
        line = _plantAmounts(0, LARGEST + 1);
        _assertFails(line);
        line = _plantAmounts(0, -LARGEST - 1);
        _assertFails(line);
    }

    function test_verify_neverRevertsForAmountsThatWouldWrap() public {
        AssetProof.Line memory line = _plant(2, 0, 7);
        line.amount = type(int256).max;
        _assertFails(line);
        line.amount = 1;
        line.siblings[0].sum = type(int256).max;
        _assertFails(line);
    }

    function test_verify_failsForAnotherPlaceOrNumber() public {
        AssetProof.Line memory line = _plant(4, 1, 7);
        line.index = 0;
        _assertFails(line);
        line.index = 4;
        _assertFails(line);
        line.index = type(uint256).max;
        _assertFails(line);
        line.index = 1;
        line.count = 3;
        _assertFails(line);
        line.count = type(uint256).max;
        _assertFails(line);
        line.count = 0;
        _assertFails(line);
    }

    function testFuzz_verify_holdsForEveryLine(uint8 count, uint8 index, uint256 seed) public {
        uint256 lines = 1 + (uint256(count) % 40);
        _assertHolds(_plant(lines, uint256(index) % lines, seed));
    }

    function testFuzz_verify_failsForAChangedField(uint8 count, uint8 index, uint256 seed, uint256 change) public {
        uint256 lines = 2 + (uint256(count) % 39);
        AssetProof.Line memory line = _plant(lines, uint256(index) % lines, seed);
        _assertHolds(line);
        _tamper(line, change);
        _assertFails(line);
    }

    function testFuzz_verify_failsForAnotherRootOrTotal(uint256 seed, bytes32 other, int256 sum) public {
        AssetProof.Line memory line = _plant(6, 3, seed);
        vm.assertEq(proof.verify(other, total, line), other == root);
        vm.assertEq(proof.verify(root, sum, line), sum == total);
    }

    /// @dev Changes one field of `line` so that it says something else.
    function _tamper(AssetProof.Line memory line, uint256 change) private pure {
        uint256 which = change % 8;
        bytes32 noise = keccak256(abi.encode(change));
        uint256 sibling = uint256(noise) % line.siblings.length;
        if (which == 0) line.contentHash ^= bytes32(uint256(1) << uint8(noise[0]));
        else if (which == 1) line.salt ^= bytes32(uint256(1) << uint8(noise[0]));
        else if (which == 2) line.amount += 1 + int256(uint256(noise) >> 100);
        else if (which == 3) line.index += 1 + (uint256(noise) % 1000);
        else if (which == 4) line.count += 1 + (uint256(noise) % 1000);
        else if (which == 5) line.siblings[sibling].hash ^= bytes32(uint256(1) << uint8(noise[0]));
        else if (which == 6) line.siblings[sibling].sum -= 1 + int256(uint256(noise) >> 100);
        else line.siblings = _skip(line.siblings, 1);
    }

    function _assertHolds(AssetProof.Line memory line) private view {
        vm.assertEq(proof.verify(root, total, line), true);
    }

    function _assertFails(AssetProof.Line memory line) private view {
        vm.assertEq(proof.verify(root, total, line), false);
    }

    /// @dev Makes a tree of `count` lines and returns line `index` of it with its way up.
    function _plant(uint256 count, uint256 index, uint256 seed) private returns (AssetProof.Line memory) {
        int256[] memory amounts = new int256[](count);
        for (uint256 i = 0; i < count; ++i) {
            amounts[i] = int256(uint256(keccak256(abi.encode(seed, i)))) >> 140;
        }
        return _grow(amounts, index, seed);
    }

    function _plantAmounts(int256 first, int256 second) private returns (AssetProof.Line memory) {
        int256[] memory amounts = new int256[](2);
        (amounts[0], amounts[1]) = (first, second);
        return _grow(amounts, 0, 7);
    }

    function _grow(int256[] memory amounts, uint256 index, uint256 seed) private returns (AssetProof.Line memory line) {
        AssetProof.Node[] memory level = new AssetProof.Node[](amounts.length);
        for (uint256 i = 0; i < level.length; ++i) {
            (bytes32 content, bytes32 salt) = (keccak256(abi.encode("line", seed, i)), bytes32(seed ^ i));
            level[i] = AssetProof.Node(keccak256(abi.encodePacked(uint8(0), salt, amounts[i], content)), amounts[i]);
            if (i == index) (line.contentHash, line.salt) = (content, salt);
        }
        (line.amount, line.index, line.count) = (amounts[index], index, amounts.length);
        line.siblings = new AssetProof.Node[](0);
        while (level.length > 1) {
            uint256 sibling = index ^ 1;
            if (sibling < level.length) line.siblings = _with(line.siblings, level[sibling]);
            level = _above(level);
            index /= 2;
        }
        total = level[0].sum;
        root = keccak256(abi.encodePacked(uint8(2), line.count, total, level[0].hash));
    }

    function _above(AssetProof.Node[] memory level) private pure returns (AssetProof.Node[] memory above) {
        above = new AssetProof.Node[]((level.length + 1) / 2);
        for (uint256 i = 0; i < level.length; i += 2) {
            if (i + 1 == level.length) {
                above[i / 2] = level[i];
                continue;
            }
            (AssetProof.Node memory left, AssetProof.Node memory right) = (level[i], level[i + 1]);
            bytes memory pair = abi.encodePacked(uint8(1), left.hash, left.sum, right.hash, right.sum);
            above[i / 2] = AssetProof.Node(keccak256(pair), left.sum + right.sum);
        }
    }

    function _with(
        AssetProof.Node[] memory nodes,
        AssetProof.Node memory last
    ) private pure returns (AssetProof.Node[] memory longer) {
        longer = new AssetProof.Node[](nodes.length + 1);
        for (uint256 i = 0; i < nodes.length; ++i) {
            longer[i] = nodes[i];
        }
        longer[nodes.length] = last;
    }

    function _skip(AssetProof.Node[] memory nodes, uint256 count) private pure returns (AssetProof.Node[] memory rest) {
        rest = new AssetProof.Node[](nodes.length - count);
        for (uint256 i = 0; i < rest.length; ++i) {
            rest[i] = nodes[i + count];
        }
    }
}
