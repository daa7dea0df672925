// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title AssetProof
/// @notice Shows that a line is one of the asset lines of a reserve report: a proof against the Merkle sum tree whose root is
/// the report's `assetsRoot`. Amounts are token units of the coin's currency (10^-6). The format is permanent, and the same as
/// the toolkit's (scripts/reserves/sumTree.ts).
library AssetProof {
    /// @notice A node beside the way up from the line.
    /// @param hash Of what lies below it.
    /// @param sum Of the amounts below it.
    struct Node {
        bytes32 hash;
        int256 sum;
    }

    /// @notice A line and its way up.
    /// @param contentHash keccak256 of the line's text, which names the statement file by its SHA-256.
    /// @param salt 32 random bytes: without them a line could be guessed from its hash.
    /// @param amount What the line counts for; negative for an overdrawn account.
    /// @param index Place of the line, from 0.
    /// @param count Lines of the tree.
    /// @param siblings From the line upwards; where a node has no sibling there is none.
    struct Line {
        bytes32 contentHash;
        bytes32 salt;
        int256 amount;
        uint256 index;
        uint256 count;
        Node[] siblings;
    }

    /// @dev First byte of what is hashed: a leaf, a node and a root can never be taken for each other.
    bytes1 private constant LEAF = 0x00;
    bytes1 private constant NODE = 0x01;
    bytes1 private constant ROOT = 0x02;

    /// @dev An amount beyond this could wrap when summed: 257 of them, one a level and the line, stay below 2^209.
    int256 private constant LARGEST = 1 << 200;

    /// @notice True if `line` is line `line.index` of the tree of `root`, whose lines add up to `total`.
    function verify(bytes32 root, int256 total, Line calldata line) internal pure returns (bool) {
        if (line.index >= line.count || !_isBounded(line.amount)) return false;
        int256 sum = line.amount;
        bytes32 hash = keccak256(abi.encodePacked(LEAF, line.salt, sum, line.contentHash));
        uint256 place = line.index;
        uint256 used = 0;
        for (uint256 width = line.count; width > 1; width = width / 2 + (width % 2)) {
            // the last node of a level without a sibling moves up as it is
            if (place % 2 == 1 || place + 1 < width) {
                if (used == line.siblings.length) return false;
                Node calldata sibling = line.siblings[used++];
                if (!_isBounded(sibling.sum)) return false;
                hash =
                    place % 2 == 1
                        ? keccak256(abi.encodePacked(NODE, sibling.hash, sibling.sum, hash, sum))
                        : keccak256(abi.encodePacked(NODE, hash, sum, sibling.hash, sibling.sum));
                sum += sibling.sum;
            }
            place /= 2;
        }
        if (used != line.siblings.length || sum != total) return false;
        return keccak256(abi.encodePacked(ROOT, line.count, sum, hash)) == root;
    }

    function _isBounded(int256 amount) private pure returns (bool) {
        return amount >= -LARGEST && amount <= LARGEST;
    }
}
