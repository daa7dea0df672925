// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {ILedgerErrors, IStablecoin} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";
import {Vm} from "../Vm.sol";
import {ReferenceCoin} from "./ReferenceCoin.sol";

/// @notice The deployed coin and the reference, with the same holders; makes one call on both and compares what came of it:
/// answer or error, events, balances. The first difference is kept, and says in which kind of call.
abstract contract TwoCoins is Orders {
    /// @dev One call of a holder, encoded for each coin (signatures differ by domain).
    struct HolderCall {
        string kind;
        address caller;
        bytes onCoin;
        bytes onReference;
        // owner or payer, spender or payee, and what is at stake; for the errors that name them
        address from;
        address to;
        uint256 value;
        // true: moves tokens
        bool pays;
        // true: only `to` may call
        bool receives;
    }

    /// @dev What a call came to.
    struct Outcome {
        bool done;
        bytes answer;
        Vm.Log[] logs;
    }

    ReferenceCoin internal twin;
    address[] internal people;

    /// @notice The first difference found, "" if none.
    string public difference;

    mapping(string kind => uint256 times) public succeeded;
    mapping(string kind => uint256 times) public failed;

    /// @dev Deploys both, gives five holders as much on either.
    function prepare(string memory referenceArtifact) external {
        super.setUp();
        people = [customer, alice, bob, stranger, maker];
        twin = ReferenceCoin(_create(referenceArtifact, abi.encode(coin.name(), address(coin))));
        for (uint256 i = 0; i < people.length; ++i) {
            _fund(people[i], 1_000e6);
            twin.mint(people[i], 1_000e6);
        }
    }

    /// @dev The call on both.
    function _both(HolderCall memory call_) internal {
        Outcome memory onCoin = _make(address(coin), call_.caller, call_.onCoin);
        Outcome memory onTwin = _make(address(twin), call_.caller, call_.onReference);
        _count(call_.kind, onCoin.done);
        if (onCoin.done != onTwin.done) return _differ(call_.kind, "one coin refused");
        if (!onCoin.done) onTwin.answer = _asTheCoinSays(call_, onTwin.answer);
        if (!_sameAnswer(onCoin.answer, onTwin.answer)) {
            return _differ(call_.kind, onCoin.done ? "other answer" : "other error");
        }
        // of a call that reverted the runner records what was emitted before it did
        bool same = !onCoin.done || _sameLogs(onCoin.logs, onTwin.logs);
        if (!same) return _differ(call_.kind, "other events");
        _compareBalances(call_.kind);
    }

    function _make(address target, address caller, bytes memory data) internal returns (Outcome memory outcome) {
        vm.recordLogs();
        // recordLogs goes on with what was recorded before: the house's own calls
        vm.getRecordedLogs();
        vm.prank(caller);
        (outcome.done, outcome.answer) = target.call(data);
        outcome.logs = vm.getRecordedLogs();
    }

    /// @dev The whole of the refusals in which the two differ, each in the order of the checks or the name alone. The call is
    /// refused by both in any case.
    /// 1. A paused coin says so before it looks at anything else; OpenZeppelin meets the pause last, in `_update`.
    /// 2. The coin asks who receives before it checks the signature; OpenZeppelin after.
    /// 3. A signature from which nobody can be recovered is a wrong signature to the coin, which may have to ask a contract
    ///    wallet; OpenZeppelin's `ECDSA.recover` has three errors of its own.
    /// 4. The coin debits first and finds the payee zero when crediting; OpenZeppelin's `_transfer` looks at the payee first.
    function _asTheCoinSays(HolderCall memory call_, bytes memory reason) internal view returns (bytes memory) {
        if (call_.pays && twin.paused()) return abi.encodeWithSelector(ILedgerErrors.TransfersPaused.selector);
        bytes memory payee = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, call_.to);
        if (call_.receives && call_.to != call_.caller) return payee;
        if (_isUnrecoverable(bytes4(reason))) {
            if (keccak256(bytes(call_.kind)) != keccak256("permit")) {
                return abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector);
            }
            return abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), call_.from);
        }
        if (call_.pays && call_.to == address(0) && keccak256(reason) == keccak256(payee)) {
            return _asThePayerCan(call_, reason);
        }
        return reason;
    }

    /// @dev Byte for byte, with one exception.
    /// 5. A permit signed over something else, an older nonce say, recovers a stranger, and another one on each coin since
    /// the domains differ: both errors must then name a stranger, and the owner.
    function _sameAnswer(bytes memory ours, bytes memory theirs) private view returns (bool) {
        if (keccak256(ours) == keccak256(theirs)) return true;
        if (bytes4(ours) != IStablecoin.ERC2612InvalidSigner.selector || bytes4(ours) != bytes4(theirs)) return false;
        (address oneSigner, address oneOwner) = _signerAndOwner(ours);
        (address otherSigner, address otherOwner) = _signerAndOwner(theirs);
        return oneOwner == otherOwner && _isStranger(oneSigner) && _isStranger(otherSigner);
    }

    function _signerAndOwner(bytes memory reason) private pure returns (address signer, address owner) {
        // the error's two words come after its selector
        assembly ("memory-safe") {
            signer := mload(add(reason, 0x24))
            owner := mload(add(reason, 0x44))
        }
    }

    function _isStranger(address account) private view returns (bool) {
        for (uint256 i = 0; i < people.length; ++i) if (people[i] == account) return false;
        return account != address(0);
    }

    function _asThePayerCan(HolderCall memory call_, bytes memory reason) private view returns (bytes memory) {
        if (twin.frozen(call_.from)) {
            return abi.encodeWithSelector(ILedgerErrors.AccountFrozen.selector, call_.from);
        }
        uint256 balance = twin.balanceOf(call_.from);
        if (call_.value <= balance) return reason;
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, call_.from, balance, call_.value);
    }

    function _isUnrecoverable(bytes4 selector) private pure returns (bool) {
        return
            selector == ECDSA.ECDSAInvalidSignature.selector ||
            selector == ECDSA.ECDSAInvalidSignatureS.selector ||
            selector == ECDSA.ECDSAInvalidSignatureLength.selector;
    }

    /// @dev Same events in the same order: topics and data. The emitters are the two coins.
    function _sameLogs(Vm.Log[] memory ours, Vm.Log[] memory theirs) internal view returns (bool) {
        if (ours.length != theirs.length) return false;
        for (uint256 i = 0; i < ours.length; ++i) {
            if (ours[i].emitter != address(coin) || theirs[i].emitter != address(twin)) return false;
            if (keccak256(abi.encode(ours[i].topics)) != keccak256(abi.encode(theirs[i].topics))) return false;
            if (keccak256(ours[i].data) != keccak256(theirs[i].data)) return false;
        }
        return true;
    }

    /// @dev Supply and every balance, of those who can never be paid too.
    function _compareBalances(string memory kind) internal {
        if (coin.totalSupply() != twin.totalSupply()) _differ(kind, "other supply");
        for (uint256 i = 0; i < people.length; ++i) {
            if (coin.balanceOf(people[i]) != twin.balanceOf(people[i])) _differ(kind, "other balance");
        }
        if (coin.balanceOf(address(0)) != twin.balanceOf(address(0))) _differ(kind, "zero was paid");
        if (coin.balanceOf(address(coin)) != twin.balanceOf(address(coin))) _differ(kind, "the coin was paid");
    }

    /// @dev All that holders can read: allowances, permit nonces, authorizations with `nonces`.
    function _compareAll(bytes32[] memory nonces) internal {
        _compareBalances("sequence");
        for (uint256 i = 0; i < people.length; ++i) {
            address owner = people[i];
            if (coin.nonces(owner) != twin.nonces(owner)) _differ("sequence", "other permit nonce");
            for (uint256 j = 0; j < people.length; ++j) {
                if (coin.allowance(owner, people[j]) != twin.allowance(owner, people[j])) {
                    _differ("sequence", "other allowance");
                }
            }
            for (uint256 j = 0; j < nonces.length; ++j) {
                if (coin.authorizationState(owner, nonces[j]) != twin.authorizationState(owner, nonces[j])) {
                    _differ("sequence", "other authorization state");
                }
            }
        }
    }

    function _count(string memory kind, bool done) internal {
        if (done) ++succeeded[kind];
        else ++failed[kind];
    }

    function _differ(string memory kind, string memory what) internal {
        if (bytes(difference).length == 0) difference = string.concat(kind, ": ", what);
    }
}
