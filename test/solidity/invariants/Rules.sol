// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Orders} from "../Orders.sol";

/// @notice What must hold after every call, whoever calls what: one function for each rule, asked by the invariant tests
/// and by the tests that seed a fault and want it caught.
/// @dev The book kept beside the chain counts what the actors saw succeed; it is never read back from the coin.
abstract contract Rules is Orders {
    struct Book {
        uint256 minted;
        uint256 burned;
        // of the last mint that succeeded: the counter after it, and the limit in force then
        uint256 everMintedThen;
        uint256 limitThen;
        // highest number of mints of one deposit
        uint256 mintsOfOneDeposit;
        // what the counter rose by in calls that no pair of maker and checker agreed on
        uint256 mintedByOthers;
    }

    /// @dev Moves made so far, whether or not they succeeded.
    uint256 public moves;

    /// @dev Moves that came to what they are there for, by name, so that a campaign can show that it did something.
    mapping(string move => uint256 times) public done;
    uint256 public successes;

    Book internal book;
    mapping(bytes32 depositRef => uint256 mints) internal mintsOf;

    /// @dev Every account that can ever hold a token.
    address[] internal holders;
    mapping(address account => uint256 balance) internal frozenAt;

    modifier move() {
        ++moves;
        _;
    }

    /// @dev The rule broken, "" if none.
    function violation() external view returns (string memory) {
        if (book.mintedByOthers != 0) return "minted without maker and checker";
        if (!supplyIsTheSumOfBalances()) return "supply is not the sum of balances";
        if (!countersAreTheBooks()) return "supply is not minted less burned";
        if (!lastMintWasWithinTheLimit()) return "ever minted is above the live limit";
        if (book.mintsOfOneDeposit > 1) return "a deposit was minted twice";
        if (!frozenBalancesStand()) return "a frozen balance fell";
        return "";
    }

    function supplyIsTheSumOfBalances() public view returns (bool) {
        uint256 sum = 0;
        for (uint256 i = 0; i < holders.length; ++i) sum += coin.balanceOf(holders[i]);
        return sum == coin.totalSupply();
    }

    function countersAreTheBooks() public view returns (bool) {
        return
            coin.everMinted() == book.minted &&
            coin.everBurned() == book.burned &&
            coin.totalSupply() == book.minted - book.burned;
    }

    function lastMintWasWithinTheLimit() public view returns (bool) {
        return book.everMintedThen <= book.limitThen;
    }

    function frozenBalancesStand() public view returns (bool) {
        for (uint256 i = 0; i < holders.length; ++i) {
            (address holder, uint256 balance) = (holders[i], frozenAt[holders[i]]);
            if (balance != 0 && coin.isFrozen(holder) && coin.balanceOf(holder) < balance) return false;
        }
        return true;
    }

    function _did(string memory name) internal {
        ++done[name];
        ++successes;
    }

    /// @dev Enters a mint on which maker and checker agreed.
    function _enterMint(bytes32 depositRef, uint256 amount) internal {
        book.minted += amount;
        book.everMintedThen = coin.everMinted();
        book.limitThen = registry.mintLimit();
        uint256 mints = ++mintsOf[depositRef];
        if (mints > book.mintsOfOneDeposit) book.mintsOfOneDeposit = mints;
    }

    function _enterFreeze(address account) internal {
        frozenAt[account] = coin.balanceOf(account);
    }
}
