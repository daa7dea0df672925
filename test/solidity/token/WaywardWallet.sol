// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice A payer's contract that answers ERC-1271 in a way that could do harm.
contract WaywardWallet {
    enum Way {
        // uses up all it is given
        BurnsAll,
        // says yes, and leaves too little to pay with
        LeavesTooLittle,
        // four bytes of yes, where ERC-1271 wants a word
        AnswersShort,
        // yes in the first four bytes, and dirt after it
        AnswersGarbage,
        AnswersNothing,
        // yes, and 20,000 bytes more than anybody asked for
        AnswersHuge,
        // yes, but as an error
        RevertsWithYes,
        RevertsHuge
    }

    uint256 private constant HUGE = 20_000;
    uint256 private constant TOO_LITTLE = 15_000;

    Way private immutable _way;

    constructor(Way way) {
        _way = way;
    }

    fallback() external {
        bytes32 yes = IERC1271.isValidSignature.selector;
        Way way = _way;
        if (way == Way.BurnsAll) _burnTo(0);
        if (way == Way.LeavesTooLittle) _burnTo(TOO_LITTLE);
        if (way == Way.AnswersShort) _answer(yes, 4);
        if (way == Way.AnswersGarbage) _answer(yes | bytes32(uint256(1)), 32);
        if (way == Way.AnswersNothing) _answer(yes, 0);
        if (way == Way.AnswersHuge) _answer(yes, HUGE);
        if (way == Way.RevertsWithYes) _fail(yes, 32);
        if (way == Way.RevertsHuge) _fail(yes, HUGE);
        _answer(yes, 32);
    }

    function _burnTo(uint256 left) private view {
        while (gasleft() > left) {}
    }

    function _answer(bytes32 word, uint256 length) private pure {
        assembly {
            mstore(0, word)
            return(0, length)
        }
    }

    function _fail(bytes32 word, uint256 length) private pure {
        assembly {
            mstore(0, word)
            revert(0, length)
        }
    }
}

/// @notice A payer's contract whose yes costs so much gas.
contract CostlyWallet {
    uint256 private immutable _cost;

    constructor(uint256 cost) {
        _cost = cost;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 start = gasleft();
        while (start - gasleft() < _cost) {}
        return IERC1271.isValidSignature.selector;
    }
}

/// @notice A payer's contract that says yes only if, when it is asked, every token of the coin is somebody's.
contract LookingWallet {
    IERC20 private immutable _coin;
    address[] private _holders;

    constructor(address coin, address[] memory holders) {
        _coin = IERC20(coin);
        _holders = holders;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 sum = _coin.balanceOf(address(this));
        for (uint256 i = 0; i < _holders.length; ++i) sum += _coin.balanceOf(_holders[i]);
        return sum == _coin.totalSupply() ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
