// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ShortString, ShortStrings} from "@openzeppelin/contracts/utils/ShortStrings.sol";

import {IStablecoinHolder} from "./IStablecoin.sol";
import {Ledger} from "./Ledger.sol";
import {PaymentHash} from "./PaymentHash.sol";
import {SignatureVerifier} from "./SignatureVerifier.sol";

/// @title Stablecoin
/// @notice The holder's face: the address people hold. Runs holder functions natively, so that no proxy hop is paid, and
/// hands every other call to the issuer's face, `StablecoinControl`, by delegatecall.
/// @dev OpenZeppelin decides what ERC-20, ERC-2612 and ERC-3009 mean; the ledger decides where their state lives.
contract Stablecoin is ERC20, ERC20Permit, ERC3009, Proxy, Ledger, IStablecoinHolder {
    using ShortStrings for *;

    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    ShortString private immutable _currency;

    /// @notice The coin was to be created without being set up.
    error InitializationMissing();

    /// @param name_ At most 31 bytes; the EIP-712 domain's name too.
    /// @param currency_ ISO 4217 code.
    /// @param control The issuer's face.
    /// @param initialization The call to `control.initialize`.
    constructor(
        string memory name_,
        string memory symbol_,
        string memory currency_,
        address control,
        bytes memory initialization
    ) ERC20(name_, symbol_) ERC20Permit(name_) {
        _currency = currency_.toShortString();
        // an address that anybody could set up afterwards must never come into being
        if (initialization.length == 0) revert InitializationMissing();
        ERC1967Utils.upgradeToAndCall(control, initialization);
    }

    /* INTROSPECTION */

    /// @inheritdoc IERC20Metadata
    function decimals() public pure override(ERC20, IERC20Metadata) returns (uint8) {
        return 6;
    }

    /// @inheritdoc IStablecoinHolder
    function currency() external view returns (string memory) {
        return _currency.toString();
    }

    /// @inheritdoc IStablecoinHolder
    function version() external view returns (string memory) {
        return _EIP712Version();
    }

    /* ERC-20 */

    function totalSupply() public view override(ERC20, IERC20) returns (uint256) {
        return _ledger().coin & COUNTER_MASK;
    }

    function balanceOf(address account) public view override(ERC20, IERC20) returns (uint256) {
        return _ledger().accounts[account].word & BALANCE_MASK;
    }

    function allowance(address owner, address spender) public view override(ERC20, IERC20) returns (uint256) {
        return _ledger().allowances[owner][spender];
    }

    function transfer(address to, uint256 value) public override(ERC20, IERC20) returns (bool) {
        _enter(MOVED_TRANSFER);
        _update(_msgSender(), to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public override(ERC20, IERC20) returns (bool) {
        uint256 coin = _enter(MOVED_TRANSFER_FROM);
        if (coin & CHECK_SPENDER != 0 && _ledger().accounts[_msgSender()].word & FROZEN != 0) {
            revert AccountFrozen(_msgSender());
        }
        _spendAllowance(from, _msgSender(), value);
        _update(from, to, value);
        return true;
    }

    /* ERC-2612 */

    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return _ledger().permitNonces[owner];
    }

    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(ERC20Permit, IERC20Permit) {
        (address recovered, bool valid) = SignatureVerifier.verify(
            owner,
            _usePermit(owner, spender, value, deadline),
            v,
            r,
            s
        );
        if (!valid) revert ERC2612InvalidSigner(recovered, owner);
        _approve(owner, spender, value);
    }

    /// @inheritdoc IStablecoinHolder
    function permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes calldata signature
    ) external {
        (address recovered, bool valid) = SignatureVerifier.verify(
            owner,
            _usePermit(owner, spender, value, deadline),
            signature
        );
        if (!valid) revert ERC2612InvalidSigner(recovered, owner);
        _approve(owner, spender, value);
    }

    /* ERC-3009 */

    function authorizationState(
        address authorizer,
        bytes32 nonce
    ) public view override(ERC3009, IERC3009) returns (bool) {
        (uint256 word, uint256 bit) = _nonceBit(nonce);
        return _ledger().authorizations[authorizer][word] & bit != 0;
    }

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(ERC3009, IERC3009) {
        _enter(MOVED_TRANSFER_WITH_AUTHORIZATION);
        _requireSignature(
            from,
            PaymentHash.hash(PaymentHash.TRANSFER_TYPEHASH, from, to, value, validAfter, validBefore, nonce),
            v,
            r,
            s
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @inheritdoc IStablecoinHolder
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        _enter(MOVED_TRANSFER_WITH_AUTHORIZATION);
        _requireSignature(
            from,
            PaymentHash.hash(PaymentHash.TRANSFER_TYPEHASH, from, to, value, validAfter, validBefore, nonce),
            signature
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(ERC3009, IERC3009) {
        _enter(MOVED_RECEIVE_WITH_AUTHORIZATION);
        if (to != _msgSender()) revert ERC20InvalidReceiver(to);
        _requireSignature(
            from,
            PaymentHash.hash(PaymentHash.RECEIVE_TYPEHASH, from, to, value, validAfter, validBefore, nonce),
            v,
            r,
            s
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @inheritdoc IStablecoinHolder
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        _enter(MOVED_RECEIVE_WITH_AUTHORIZATION);
        if (to != _msgSender()) revert ERC20InvalidReceiver(to);
        _requireSignature(
            from,
            PaymentHash.hash(PaymentHash.RECEIVE_TYPEHASH, from, to, value, validAfter, validBefore, nonce),
            signature
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    function cancelAuthorization(
        address authorizer,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(ERC3009, IERC3009Cancel) {
        _enterPaused(MOVED_CANCEL_AUTHORIZATION);
        _requireSignature(authorizer, keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce)), v, r, s);
        _cancelAuthorization(authorizer, nonce);
    }

    /// @inheritdoc IStablecoinHolder
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external {
        _enterPaused(MOVED_CANCEL_AUTHORIZATION);
        _requireSignature(
            authorizer,
            keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce)),
            signature
        );
        _cancelAuthorization(authorizer, nonce);
    }

    /* INTERNAL: WHERE OPENZEPPELIN'S STATE LIVES */

    /// @dev Reached from the transfer functions alone, all behind {_enter}; minting and burning are the other face's. A payer
    /// is never zero: it called, signed or approved. {_credit} refuses a payee of zero.
    function _update(address from, address to, uint256 value) internal override {
        _debit(from, value, 0);
        _credit(to, value);
        emit Transfer(from, to, value);
    }

    function _approve(address owner, address spender, uint256 value, bool emitEvent) internal override {
        if (owner == address(0)) revert ERC20InvalidApprover(address(0));
        if (spender == address(0)) revert ERC20InvalidSpender(address(0));
        _ledger().allowances[owner][spender] = value;
        if (emitEvent) emit Approval(owner, spender, value);
    }

    function _useNonce(address owner) internal override returns (uint256) {
        unchecked {
            // Overflow not possible: it only ever rises by one.
            return _ledger().permitNonces[owner]++;
        }
    }

    function _transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce
    ) internal override {
        _checkValidity(validAfter, validBefore);
        _consumeNonce(from, nonce);
        emit AuthorizationUsed(from, nonce);
        _update(from, to, value);
    }

    function _consumeNonce(address authorizer, bytes32 nonce) internal override {
        (uint256 word, uint256 bit) = _nonceBit(nonce);
        mapping(uint256 => uint256) storage bitmaps = _ledger().authorizations[authorizer];
        uint256 bitmap = bitmaps[word];
        if (bitmap & bit != 0) revert ERC3009UsedAuthorization(authorizer, nonce);
        bitmaps[word] = bitmap | bit;
    }

    /// @dev Timestamps only, as ERC-3009 says: OpenZeppelin's block-number mode would make `validAfter = 2^47` valid now.
    function _checkValidity(uint256 validAfter, uint256 validBefore) internal view override {
        if (block.timestamp <= validAfter || block.timestamp >= validBefore) {
            revert ERC3009InvalidAuthorizationTime(validAfter, validBefore);
        }
    }

    function _implementation() internal view override returns (address) {
        return ERC1967Utils.getImplementation();
    }

    /* PRIVATE */

    /// @dev The one cold read of the coin word. Hands the call to the other face if the function was moved there (and does
    /// not come back), refuses while transfers are paused.
    function _enter(uint256 moved) private returns (uint256 coin) {
        coin = _ledger().coin;
        if (coin & (moved | TRANSFERS_PAUSED) != 0) {
            if (coin & moved != 0) _fallback();
            revert TransfersPaused();
        }
    }

    /// @dev As {_enter}, for what works while paused.
    function _enterPaused(uint256 moved) private {
        if (_ledger().coin & moved != 0) _fallback();
    }

    /// @dev Spends the owner's permit nonce; the hash to sign.
    function _usePermit(address owner, address spender, uint256 value, uint256 deadline) private returns (bytes32) {
        if (block.timestamp > deadline) revert ERC2612ExpiredSignature(deadline);
        uint256 nonce = _useNonce(owner);
        bytes32 typehash = PERMIT_TYPEHASH;
        bytes32 structHash;
        // as keccak256(abi.encode(...)), without its allocation
        assembly ("memory-safe") {
            let place := mload(0x40)
            mstore(place, typehash)
            mstore(add(place, 0x20), owner)
            mstore(add(place, 0x40), spender)
            mstore(add(place, 0x60), value)
            mstore(add(place, 0x80), nonce)
            mstore(add(place, 0xa0), deadline)
            structHash := keccak256(place, 0xc0)
        }
        return _hashTypedDataV4(structHash);
    }

    function _requireSignature(address signer, bytes32 structHash, uint8 v, bytes32 r, bytes32 s) private view {
        (, bool valid) = SignatureVerifier.verify(signer, _hashTypedDataV4(structHash), v, r, s);
        if (!valid) revert ERC3009InvalidSignature();
    }

    function _requireSignature(address signer, bytes32 structHash, bytes calldata signature) private view {
        (, bool valid) = SignatureVerifier.verify(signer, _hashTypedDataV4(structHash), signature);
        if (!valid) revert ERC3009InvalidSignature();
    }
}
