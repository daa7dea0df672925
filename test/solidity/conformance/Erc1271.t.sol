// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Doors} from "./Doors.sol";
import {
    AskingWallet,
    ExactWallet,
    MAGIC,
    ReentrantWallet,
    ScriptedWallet,
    SlowWallet,
    TalkativeWallet,
    WritingWallet
} from "./OddWallets.sol";

/// @notice ERC-1271 from the side of who asks, at every place where the coin takes a signature:
/// https://eips.ethereum.org/EIPS/eip-1271
contract Erc1271ConformanceTest is Doors {
    ScriptedWallet private wallet;

    function setUp() public override {
        super.setUp();
        wallet = new ScriptedWallet();
        _admit(address(wallet));
    }

    /// @dev "MUST return the bytes4 magic value 0x1626ba7e when function passes"
    function test_magicValue_isTaken() public {
        wallet.script(abi.encode(MAGIC), false);
        uint256 minted = coin.everMinted();
        _accepted(address(wallet));
        vm.assertEq(coin.balanceOf(bob), 4 * VALUE);
        vm.assertEq(coin.balanceOf(address(wallet)), WALLET_HOLDS - 4 * VALUE);
        vm.assertEq(coin.nonces(address(wallet)), 2);
        vm.assertEq(coin.allowance(address(wallet), bob), VALUE);
        vm.assertEq(coin.everMinted(), minted + VALUE);
    }

    /// @dev "The specific return value is expected to be returned instead of a boolean"
    function test_otherValues_areRefused() public {
        bytes32[6] memory answers = [
            bytes32(bytes4(0xffffffff)),
            bytes32(uint256(1)),
            bytes32(0),
            bytes32(bytes4(0x1626ba7f)),
            // ERC-1271's draft, which took the whole message
            bytes32(bytes4(0x20c13b0b)),
            // the magic value as a number
            bytes32(uint256(uint32(MAGIC)))
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            wallet.script(abi.encode(answers[i]), false);
            _refused(address(wallet));
        }
    }

    /// @dev A bytes4 comes in a word of 32 bytes: an answer cut short is none.
    function test_shortAnswers_areRefused() public {
        bytes memory word = abi.encode(MAGIC);
        uint256[5] memory lengths = [uint256(0), 1, 4, 20, 31];
        for (uint256 i = 0; i < lengths.length; ++i) {
            bytes memory answer = new bytes(lengths[i]);
            for (uint256 j = 0; j < answer.length; ++j) answer[j] = word[j];
            wallet.script(answer, false);
            _refused(address(wallet));
        }
    }

    /// @dev A bytes4 is padded with zeros: the magic value followed by anything else is another value.
    function test_dirtyAnswers_areRefused() public {
        bytes32 magic = bytes32(MAGIC);
        bytes32[3] memory junk = [bytes32(uint256(1)), bytes32(uint256(1) << 223), bytes32(uint256(type(uint224).max))];
        for (uint256 i = 0; i < junk.length; ++i) {
            wallet.script(abi.encode(magic | junk[i]), false);
            _refused(address(wallet));
        }
    }

    function test_longAnswers_countByTheirFirstWord() public {
        wallet.script(abi.encode(MAGIC, "and more"), false);
        _accepted(address(wallet));
        wallet.script(abi.encode(bytes32(0), MAGIC), false);
        _refused(address(wallet));
    }

    /// @dev A revert is no answer, whatever it says.
    function test_reverts_areRefused() public {
        wallet.script(abi.encode(MAGIC), true);
        _refused(address(wallet));
        wallet.script("", true);
        _refused(address(wallet));
        wallet.script(abi.encodeWithSignature("Error(string)", "wallet: no"), true);
        _refused(address(wallet));
    }

    /// @dev "Applications wanting to support contract signatures should call this method if the signer is a contract": one
    /// that has no such function is refused.
    function test_contractsWithoutTheFunction_areRefused() public {
        _refusedByHolderDoors(address(manager));
        _refusedByHolderDoors(address(registry));
        _refusedByHolderDoors(address(coin));
    }

    /// @dev "this method is specific to contract based signatures and not EOA signatures"
    function test_keys_areNotAsked() public {
        _refusedByHolderDoors(alice);
        // no precompile answers for itself either: 2 hashes, 4 gives back what it is sent
        _refusedByHolderDoors(address(2));
        _refusedByHolderDoors(address(4));
    }

    function _refusedByHolderDoors(address holder) private {
        for (uint256 i = 0; i < 8; ++i) _refusedAt(i, holder);
    }
}

/// @notice What a wallet does while it is asked.
contract Erc1271ConductTest is Doors {
    /// @dev "MUST allow external calls", and an answer may be "context dependent (e.g. time based or state based)"
    function test_walletsMayAskOthers_andChangeTheirMind() public {
        AskingWallet wallet = new AskingWallet(address(coin));
        _admit(address(wallet));
        _accepted(address(wallet));
        vm.startPrank(address(wallet));
        coin.transfer(alice, coin.balanceOf(address(wallet)));
        vm.stopPrank();
        _refused(address(wallet));
    }

    /// @dev "MUST NOT modify state (using STATICCALL ...)"
    function test_walletsThatWrite_areRefused() public {
        WritingWallet wallet = new WritingWallet();
        _admit(address(wallet));
        for (uint256 i = 0; i < DOORS; ++i) {
            Door memory door = _door(i, address(wallet), SIGNATURE);
            vm.prank(door.caller);
            // a write in a static call uses up all that the wallet was given: bounded here, and enough left to say so
            (bool done, bytes memory reason) = address(coin).call{gas: 8_000_000}(door.data);
            vm.assertFalse(done);
            vm.assertEq(keccak256(reason), keccak256(door.refusal), "another error");
        }
        vm.assertEq(wallet.asked(), 0);
    }

    /// @dev The wallet is paid for once, however it calls back.
    function test_walletsCannotReenter() public {
        ReentrantWallet wallet = new ReentrantWallet();
        _admit(address(wallet));
        bytes[4] memory calls = [
            abi.encodeCall(coin.transfer, (alice, VALUE)),
            abi.encodeCall(coin.approve, (alice, VALUE)),
            abi.encodeCall(coin.cancelPermits, (5)),
            _door(1, address(wallet), SIGNATURE).data
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            wallet.aim(address(coin), calls[i]);
            _accepted(address(wallet));
        }
        vm.assertEq(coin.balanceOf(alice), 0);
        vm.assertEq(coin.allowance(address(wallet), alice), 0);
        vm.assertEq(coin.nonces(address(wallet)), 2 * calls.length);
        vm.assertEq(coin.balanceOf(bob), 4 * VALUE * calls.length);
    }

    /// @dev "important to not hardcode an amount of gas": a slow wallet is heard out.
    function test_slowWallets_areHeardOut() public {
        SlowWallet wallet = new SlowWallet(1_000_000);
        _admit(address(wallet));
        _accepted(address(wallet));
    }

    /// @dev One that uses up all there is costs its submitter, and leaves enough to say why it was refused.
    function test_walletsThatUseUpTheGas_areRefused() public {
        SlowWallet wallet = new SlowWallet(type(uint256).max);
        _admit(address(wallet));
        for (uint256 i = 0; i < DOORS; ++i) {
            Door memory door = _door(i, address(wallet), SIGNATURE);
            vm.prank(door.caller);
            (bool done, bytes memory reason) = address(coin).call{gas: 8_000_000}(door.data);
            vm.assertFalse(done);
            vm.assertEq(keccak256(reason), keccak256(door.refusal), "another error");
        }
    }

    /// @dev An answer of 200,000 bytes is not copied: what the asker pays for is the asking.
    function test_hugeAnswers_costTheAskerNoMemory() public {
        TalkativeWallet brief = new TalkativeWallet(0);
        TalkativeWallet wordy = new TalkativeWallet(200_000);
        _fund(address(brief), WALLET_HOLDS);
        _fund(address(wordy), WALLET_HOLDS);
        // warms the payee
        _spent(address(brief), 1);
        uint256 difference = _spent(address(wordy), 2) - _spent(address(brief), 2);
        // 6,251 words cost their owner 3 * words + words^2 / 512 = 95,000; copied, they would cost that once more, and more
        vm.assertTrue(difference > 90_000 && difference < 120_000, "copied");
    }

    /// @dev Two arguments: the "Hash of the data to be signed", here EIP-712's, and the signature as it was given.
    function test_walletsAreGivenTheHashAndTheSignatureUnchanged() public {
        ExactWallet wallet = new ExactWallet();
        _fund(address(wallet), WALLET_HOLDS);
        bytes32 nonce = keccak256("exact");
        Payment memory payment = _payment(address(wallet), nonce);
        bytes32 hash = _paymentHash(TRANSFER_TYPEHASH, payment);
        uint256[6] memory lengths = [uint256(0), 1, 64, 66, 97, 5_000];
        for (uint256 i = 0; i < lengths.length; ++i) {
            bytes memory signature = new bytes(lengths[i]);
            if (signature.length > 0) signature[signature.length - 1] = 0x5a;
            wallet.expect(hash, signature);
            _transfer(payment, signature);
            payment.nonce = keccak256(abi.encode(nonce, i));
            hash = _paymentHash(TRANSFER_TYPEHASH, payment);
        }
        wallet.expect(hash, abi.encodePacked(R, S, uint8(77)));
        coin.transferWithAuthorization(address(wallet), bob, VALUE, 0, type(uint256).max, payment.nonce, 77, R, S);
        vm.assertEq(coin.balanceOf(bob), 7 * VALUE);
    }

    function _transfer(Payment memory payment, bytes memory signature) private {
        coin.transferWithAuthorization(
            payment.from,
            payment.to,
            payment.value,
            payment.validAfter,
            payment.validBefore,
            payment.nonce,
            signature
        );
    }

    function _spent(address wallet, uint256 nonce) private returns (uint256 gasUsed) {
        Payment memory payment = _payment(wallet, bytes32(nonce));
        uint256 start = gasleft();
        _transfer(payment, SIGNATURE);
        gasUsed = start - gasleft();
    }
}
