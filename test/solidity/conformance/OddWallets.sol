// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @dev ERC-1271's magic value.
bytes4 constant MAGIC = 0x1626ba7e;

/// @notice Answers `isValidSignature` with any bytes at all, as an answer or as the reason of a revert.
contract ScriptedWallet {
    bytes private _answer;
    bool private _reverts;

    function script(bytes calldata answer, bool reverts) external {
        (_answer, _reverts) = (answer, reverts);
    }

    function isValidSignature(bytes32, bytes calldata) external view {
        bytes memory answer = _answer;
        bool reverts = _reverts;
        assembly ("memory-safe") {
            if reverts {
                revert(add(answer, 0x20), mload(answer))
            }
            return(add(answer, 0x20), mload(answer))
        }
    }
}

/// @notice Says yes, and a great deal more: the magic word is followed by `length` bytes.
contract TalkativeWallet {
    uint256 private immutable _length;

    constructor(uint256 length) {
        _length = length;
    }

    function isValidSignature(bytes32, bytes calldata) external view {
        bytes32 magic = MAGIC;
        uint256 length = _length;
        assembly {
            mstore(0, magic)
            return(0, add(0x20, length))
        }
    }
}

/// @notice Says yes after using up `gas` units of gas.
contract SlowWallet {
    uint256 private immutable _gas;

    constructor(uint256 gas_) {
        _gas = gas_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 start = gasleft();
        while (start - gasleft() < _gas) {}
        return MAGIC;
    }
}

/// @notice Says yes, once it has tried to call back; no, if the call back was let through.
contract ReentrantWallet {
    address private _target;
    bytes private _call;

    function aim(address target, bytes calldata call_) external {
        (_target, _call) = (target, call_);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        // bounded: a write in a static call uses up all that it is given
        (bool done, ) = _target.call{gas: 200_000}(_call);
        return done ? bytes4(0xffffffff) : MAGIC;
    }
}

/// @notice Says yes, and would write down that it was asked.
contract WritingWallet {
    uint256 public asked;

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        ++asked;
        return MAGIC;
    }
}

/// @notice Says yes for as long as another contract, which it asks, has it hold tokens.
contract AskingWallet {
    address private immutable _coin;

    constructor(address coin) {
        _coin = coin;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        (, bytes memory answer) = _coin.staticcall(abi.encodeWithSignature("balanceOf(address)", address(this)));
        return abi.decode(answer, (uint256)) > 0 ? MAGIC : bytes4(0xffffffff);
    }
}

/// @notice Says yes to one hash with one signature, given beforehand.
contract ExactWallet {
    bytes32 private _expected;

    function expect(bytes32 hash, bytes calldata signature) external {
        _expected = keccak256(abi.encode(hash, signature));
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return keccak256(abi.encode(hash, signature)) == _expected ? MAGIC : bytes4(0xffffffff);
    }
}
