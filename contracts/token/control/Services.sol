// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IERC7572, IStablecoinHolder, IStablecoinServices} from "../IStablecoin.sol";
import {PaymentHash} from "../PaymentHash.sol";
import {ControlState} from "./ControlState.sol";

/// @title Services
/// @notice What holders and explorers get through the issuer's face, so that it costs the hot path nothing.
abstract contract Services is ControlState {
    /// @dev An ECDSA payment to a new holder takes about 60,000; the rest is for a contract wallet's signature check.
    uint256 private constant PAYMENT_GAS = 200_000;

    /// @dev Gas left that hands {PAYMENT_GAS} to the payment whole: a call gets at most 63/64 (EIP-150); with room for the
    /// call itself and, afterwards, for writing the reason down.
    uint256 private constant PAYMENT_GAS_NEEDED = PAYMENT_GAS + PAYMENT_GAS / 63 + 15_000;

    uint256 private constant MAX_PERMITS_CANCELLED = 1 << 16;

    /// @inheritdoc IStablecoinServices
    function transferWithAuthorizationBatch(
        address to,
        Authorization[] calldata authorizations
    ) external returns (uint256 paid) {
        _requireListed(authorizations.length);
        if (_ledger().coin & TRANSFERS_PAUSED != 0) revert TransfersPaused();
        bytes32 domainSeparator = IERC20Permit(address(this)).DOMAIN_SEPARATOR();
        // what `to` was paid and has not been credited with
        uint256 due = 0;
        for (uint256 i = 0; i < authorizations.length; ++i) {
            Authorization calldata authorization = authorizations[i];
            if (_pay(domainSeparator, to, authorization)) {
                due += authorization.value;
                ++paid;
                continue;
            }
            // a contract wallet is asked here: it must not see tokens that nobody has
            _credit(to, due);
            due = 0;
            if (_payApart(i, to, authorization)) ++paid;
        }
        _credit(to, due);
    }

    /// @inheritdoc IStablecoinServices
    function TRANSFER_WITH_AUTHORIZATION_TYPEHASH() external pure returns (bytes32) {
        return PaymentHash.TRANSFER_TYPEHASH;
    }

    /// @inheritdoc IStablecoinServices
    function RECEIVE_WITH_AUTHORIZATION_TYPEHASH() external pure returns (bytes32) {
        return PaymentHash.RECEIVE_TYPEHASH;
    }

    /// @inheritdoc IStablecoinServices
    function CANCEL_AUTHORIZATION_TYPEHASH() external pure returns (bytes32) {
        return PaymentHash.CANCEL_TYPEHASH;
    }

    /// @inheritdoc IStablecoinServices
    function paymentGas() external pure returns (uint256) {
        return PAYMENT_GAS;
    }

    /// @inheritdoc IStablecoinServices
    function cancelPermits(uint256 newNonce) external {
        address owner = _msgSender();
        uint256 oldNonce = _ledger().permitNonces[owner];
        uint256 maximum = oldNonce + MAX_PERMITS_CANCELLED;
        if (newNonce <= oldNonce || newNonce > maximum) revert PermitNonceOutOfRange(newNonce, oldNonce, maximum);
        _ledger().permitNonces[owner] = newNonce;
        emit PermitsCancelled(owner, oldNonce, newNonce);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC20).interfaceId ||
            interfaceId == type(IERC20Metadata).interfaceId ||
            interfaceId == type(IERC20Permit).interfaceId ||
            interfaceId == type(IERC3009).interfaceId ||
            interfaceId == type(IERC3009Cancel).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(IERC7572).interfaceId;
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _control().contractURI;
    }

    /* PRIVATE */

    /// @dev Debits the payer, if it signed by ECDSA and nothing stands against the payment; the payee is still to be
    /// credited. Otherwise does nothing and returns false. Says yes only where the single call would.
    function _pay(bytes32 domainSeparator, address to, Authorization calldata authorization) private returns (bool) {
        if (block.timestamp <= authorization.validAfter || block.timestamp >= authorization.validBefore) return false;
        (address from, uint256 value, bytes32 nonce) = (authorization.from, authorization.value, authorization.nonce);
        (uint256 word, uint256 bit) = _nonceBit(nonce);
        mapping(uint256 => uint256) storage bitmaps = _ledger().authorizations[from];
        uint256 bitmap = bitmaps[word];
        if (bitmap & bit != 0 || !_isCovered(from, value)) return false;
        if (!_isSigned(domainSeparator, to, authorization)) return false;
        bitmaps[word] = bitmap | bit;
        emit IERC3009.AuthorizationUsed(from, nonce);
        _debit(from, value, 0);
        emit IERC20.Transfer(from, to, value);
        return true;
    }

    /// @dev True if the payer itself signed, by ECDSA.
    function _isSigned(
        bytes32 domainSeparator,
        address to,
        Authorization calldata authorization
    ) private pure returns (bool) {
        bytes32 structHash = PaymentHash.hash(
            PaymentHash.TRANSFER_TYPEHASH,
            authorization.from,
            to,
            authorization.value,
            authorization.validAfter,
            authorization.validBefore,
            authorization.nonce
        );
        bytes32 hash = MessageHashUtils.toTypedDataHash(domainSeparator, structHash);
        (address recovered, , ) = ECDSA.tryRecoverCalldata(hash, authorization.signature);
        return recovered == authorization.from && recovered != address(0);
    }

    /// @dev Makes the payment by the single call, which checks a contract wallet's signature too, with a bounded amount of
    /// gas; if that refuses it, writes down why.
    function _payApart(uint256 index, address to, Authorization calldata authorization) private returns (bool) {
        // copying a byte of the signature takes less than 1 gas, up to what a transaction can carry
        uint256 needed = PAYMENT_GAS_NEEDED + authorization.signature.length;
        if (gasleft() < needed) revert BatchGasTooLow(index, gasleft(), needed);
        try
            IStablecoinHolder(address(this)).transferWithAuthorization{gas: PAYMENT_GAS}(
                authorization.from,
                to,
                authorization.value,
                authorization.validAfter,
                authorization.validBefore,
                authorization.nonce,
                authorization.signature
            )
        {
            return true;
        } catch (bytes memory reason) {
            emit AuthorizationSkipped(index, authorization.from, authorization.nonce, reason);
            return false;
        }
    }
}
