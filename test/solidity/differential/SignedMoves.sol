// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {TwoCoins} from "./TwoCoins.sol";

/// @notice Holders' calls that a signature stands for, signed for each coin in its own domain. The coin is called by either
/// overload, the reference, which has one, by v, r and s.
abstract contract SignedMoves is TwoCoins {
    struct Payment {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    string private constant FIELDS =
        "(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)";
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    bytes4 internal constant TRANSFER_PARTS = bytes4(
        keccak256("transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)")
    );
    bytes4 private constant TRANSFER_BYTES = bytes4(
        keccak256("transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")
    );
    bytes4 private constant RECEIVE_PARTS = bytes4(
        keccak256("receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)")
    );
    bytes4 private constant RECEIVE_BYTES = bytes4(
        keccak256("receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)")
    );
    bytes4 private constant CANCEL_PARTS = bytes4(
        keccak256("cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)")
    );
    bytes4 private constant CANCEL_BYTES = bytes4(keccak256("cancelAuthorization(address,bytes32,bytes)"));
    bytes4 private constant PERMIT_PARTS = bytes4(
        keccak256("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)")
    );
    bytes4 private constant PERMIT_BYTES = bytes4(keccak256("permit(address,address,uint256,uint256,bytes)"));

    /* MOVES */

    function _permit(uint256 seed) internal {
        HolderCall memory call_;
        call_.kind = "permit";
        (call_.caller, call_.from, call_.to) = (_person(seed), _person(seed >> 8), _payee(_next(seed, 1)));
        call_.value = _amount(_next(seed, 2), coin.balanceOf(call_.from));
        uint256 deadline = (seed >> 16) % 8 == 0 ? _now() - 1 : _now() + ((seed >> 24) % 2) * 1 hours;
        // now and then an older nonce, that is a permit taken already
        uint256 nonce = coin.nonces(call_.from);
        if ((seed >> 32) % 8 == 0 && nonce > 0) --nonce;
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                call_.from,
                call_.to,
                call_.value,
                nonce,
                deadline
            )
        );
        bytes memory arguments = abi.encode(call_.from, call_.to, call_.value, deadline);
        _finish(call_, PERMIT_PARTS, PERMIT_BYTES, arguments, structHash, seed);
    }

    function _pay(uint256 seed) internal {
        HolderCall memory call_;
        (call_.kind, call_.pays, call_.caller) = ("transferWithAuthorization", true, _person(seed));
        Payment memory payment = _payment(_next(seed, 1), _payee(_next(seed, 2)));
        _describe(call_, payment);
        _finish(call_, TRANSFER_PARTS, TRANSFER_BYTES, abi.encode(payment), _hash("Transfer", payment), seed);
    }

    function _receive(uint256 seed) internal {
        HolderCall memory call_;
        (call_.kind, call_.pays, call_.receives) = ("receiveWithAuthorization", true, true);
        Payment memory payment = _payment(_next(seed, 1), _payee(_next(seed, 2)));
        _describe(call_, payment);
        // zero and the coin cannot call: somebody else does in their place
        bool able = payment.to != address(0) && payment.to != address(coin);
        call_.caller = able && (seed >> 8) % 6 != 0 ? payment.to : _person(seed);
        _finish(call_, RECEIVE_PARTS, RECEIVE_BYTES, abi.encode(payment), _hash("Receive", payment), seed);
    }

    function _cancel(uint256 seed) internal {
        HolderCall memory call_;
        (call_.kind, call_.caller, call_.from) = ("cancelAuthorization", _person(seed), _person(seed >> 8));
        bytes32 nonce = _nonce(_next(seed, 1));
        bytes32 structHash = keccak256(
            abi.encode(keccak256("CancelAuthorization(address authorizer,bytes32 nonce)"), call_.from, nonce)
        );
        _finish(call_, CANCEL_PARTS, CANCEL_BYTES, abi.encode(call_.from, nonce), structHash, seed);
    }

    /* SIGNING */

    /// @dev Signs for each coin and makes the call on both. The coin takes v, r and s, or bytes.
    function _finish(
        HolderCall memory call_,
        bytes4 parts,
        bytes4 whole,
        bytes memory arguments,
        bytes32 structHash,
        uint256 seed
    ) private {
        bytes memory ours = _signature(coin.DOMAIN_SEPARATOR(), structHash, call_.from, _next(seed, 9));
        bytes memory theirs = _signature(twin.DOMAIN_SEPARATOR(), structHash, call_.from, _next(seed, 9));
        call_.onReference = bytes.concat(parts, arguments, _parts(theirs));
        call_.onCoin = bytes.concat(parts, arguments, _parts(ours));
        if ((seed >> 128) % 2 == 0) {
            // a dynamic last argument: its place, its length, itself, filled up
            bytes memory tail = abi.encode(arguments.length + 32, ours.length);
            call_.onCoin = bytes.concat(whole, arguments, tail, ours, new bytes(31));
        }
        _both(call_);
    }

    /// @dev Mostly the signer's; sometimes somebody else's, of another domain, mirrored or with an impossible v.
    function _signature(
        bytes32 domain,
        bytes32 structHash,
        address signer,
        uint256 seed
    ) internal view returns (bytes memory) {
        uint256 flaw = (seed >> 64) % 24;
        if (flaw == 0) signer = _person(seed >> 72);
        if (flaw == 1) domain = keccak256("another domain");
        (uint8 v, bytes32 r, bytes32 s) = _split(signer, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        if (flaw == 2) (v, s) = (v == 27 ? 28 : 27, bytes32(CURVE_ORDER - uint256(s)));
        if (flaw == 3) v = 0;
        return abi.encodePacked(r, s, v);
    }

    function _parts(bytes memory signature) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        return abi.encode(uint8(signature[64]), r, s);
    }

    function _hash(string memory what, Payment memory payment) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(string.concat(what, "WithAuthorization", FIELDS))), payment));
    }

    /* DRAWING */

    function _payment(uint256 seed, address to) private view returns (Payment memory) {
        return _payment(seed, to, coin.balanceOf(_person(seed)));
    }

    function _payment(uint256 seed, address to, uint256 balance) internal view returns (Payment memory payment) {
        (payment.from, payment.to, payment.nonce) = (_person(seed), to, _nonce(_next(seed, 3)));
        payment.value = _amount(_next(seed, 4), balance);
        uint256 window = (seed >> 8) % 16;
        payment.validAfter =
            window == 0
                ? _now()
                : window < 8
                    ? _now() - 1
                    : 0;
        payment.validBefore =
            window == 1
                ? _now()
                : window % 2 == 0
                    ? _now() + 1
                    : type(uint256).max;
    }

    function _describe(HolderCall memory call_, Payment memory payment) internal pure {
        (call_.from, call_.to, call_.value) = (payment.from, payment.to, payment.value);
    }

    /// @dev Few, so that they are used twice; some adjacent, some of one place in different words, some far apart.
    function _nonce(uint256 seed) private pure returns (bytes32) {
        return _nonces()[seed % 12];
    }

    function _nonces() internal pure returns (bytes32[] memory list) {
        list = new bytes32[](12);
        uint16[8] memory low = [0, 1, 127, 128, 129, 255, 256, 511];
        for (uint256 i = 0; i < 12; ++i) list[i] = i < 8 ? bytes32(uint256(low[i])) : keccak256(abi.encode(i));
    }

    /// @dev Around `figure`; sometimes nothing, sometimes far too much.
    function _amount(uint256 seed, uint256 figure) internal pure returns (uint256) {
        uint256 how = seed % 16;
        if (how == 0) return 0;
        if (how == 1) return figure + 1;
        if (how == 2) return type(uint256).max;
        if (how == 3) return uint256(1) << 128;
        if (how == 4) return figure;
        if (how == 5 && figure > 0) return figure - 1;
        return (seed >> 8) % (figure / 2 + 1);
    }

    function _person(uint256 seed) internal view returns (address) {
        return people[seed % people.length];
    }

    /// @dev Sometimes who can never be paid.
    function _payee(uint256 seed) internal view returns (address) {
        if (seed % 24 == 0) return address(0);
        if (seed % 24 == 1) return address(coin);
        return _person(seed >> 8);
    }

    function _next(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }
}
