// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ReferenceCoin} from "./ReferenceCoin.sol";

/// @notice References with one rule changed each: what the campaign must tell from the coin.
contract PaysFrozen is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _checkPayee(address to) internal view override {
        if (!frozen[to]) super._checkPayee(to);
    }
}

contract PaysTheCoin is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, address(1)) {}
}

contract LetsFrozenSpend is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _checkSpender(address) internal view override {}
}

contract NeverPauses is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _checkPause() internal view override {}
}

contract ForgetsNonces is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _consumeNonce(address, bytes32) internal override {}
}

/// @dev Announces an allowance that a spender used up in part, as older versions of OpenZeppelin did.
contract AnnouncesSpending is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _approve(address owner, address spender, uint256 value, bool) internal override {
        super._approve(owner, spender, value, true);
    }
}

/// @dev A token short in the payee's account, which nobody's error or event shows.
contract LosesAToken is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && value == balanceOf(to)) _burnQuietly(to);
    }

    /// @dev OpenZeppelin's balances are its first slot.
    function _burnQuietly(address account) private {
        if (balanceOf(account) == 0) return;
        bytes32 place = keccak256(abi.encode(account, uint256(0)));
        assembly ("memory-safe") {
            sstore(place, sub(sload(place), 1))
        }
    }
}

/// @dev Takes a payment a second after its time.
contract TakesLate is ReferenceCoin {
    constructor(string memory name, address never) ReferenceCoin(name, never) {}

    function _checkValidity(uint256 validAfter, uint256 validBefore) internal view override {
        if (validBefore != block.timestamp) super._checkValidity(validAfter, validBefore);
    }
}
