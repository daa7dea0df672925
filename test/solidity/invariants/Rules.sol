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
        // takings from a frozen account that succeeded before their delay, or under a freeze that came after their schedule
        uint256 takenTooEarly;
        // takings whose tokens went elsewhere than to custody, or out of supply
        uint256 takenAstray;
    }

    /// @dev The ledger's namespace: where the bitmaps of used authorizations are.
    uint256 private constant LEDGER = 0xe18e9bda717568f41ab665c84dbf9d6ca50ac29461a7c46ad605a27f07675800;

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
    mapping(address account => uint256 timestamp) internal frozenFrom;

    /// @dev The highest permit nonce that an owner came to.
    mapping(address owner => uint256 nonce) internal permitNonce;

    /// @dev The authorizations seen used, one bit for each nonce below 256.
    mapping(address authorizer => uint256 bits) internal usedBits;

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
        if (book.takenTooEarly != 0) return "a taking was not scheduled under the freeze";
        if (book.takenAstray != 0) return "a taking went astray";
        if (!permitNoncesStand()) return "a permit nonce fell";
        if (!usedAuthorizationsStand()) return "a used authorization became unused";
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

    function permitNoncesStand() public view returns (bool) {
        for (uint256 i = 0; i < holders.length; ++i) {
            uint256 nonce = permitNonce[holders[i]];
            if (nonce != 0 && coin.nonces(holders[i]) < nonce) return false;
        }
        return true;
    }

    /// @dev Reads a whole word of nonces at once, where the permanent format puts it.
    function usedAuthorizationsStand() public view returns (bool) {
        for (uint256 i = 0; i < holders.length; ++i) {
            uint256 used = usedBits[holders[i]];
            if (used == 0) continue;
            bytes32 place = keccak256(abi.encode(0, keccak256(abi.encode(holders[i], LEDGER + 4))));
            if (uint256(vm.load(address(coin), place)) & used != used) return false;
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
        frozenFrom[account] = _now();
    }

    /// @dev Enters a taking that succeeded: `amount` of what was frozen is gone, and it was scheduled at `scheduledAt`.
    function _enterTaking(address account, uint256 amount, uint256 scheduledAt) internal {
        bool underTheFreeze = frozenFrom[account] != 0 && frozenFrom[account] <= scheduledAt;
        if (!underTheFreeze || _now() < scheduledAt + DELAY) ++book.takenTooEarly;
        frozenAt[account] -= amount;
    }
}
