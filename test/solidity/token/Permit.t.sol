// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IStablecoin} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Deployment} from "../Deployment.sol";

/// @notice ERC-2612, the cases that both overloads share.
abstract contract PermitCases is Deployment {
    uint256 internal constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint256 private constant VALUE = 1_234_567;

    /// @dev Calls the overload under test.
    function _permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes memory signature
    ) internal virtual;

    function test_permit_setsTheAllowanceSpendsTheNonceAndEmits() public {
        bytes memory signature = _sign(alice, _hash(alice, bob, VALUE, 0, _now()));
        vm.expectEmit(address(coin));
        emit IERC20.Approval(alice, bob, VALUE);
        vm.prank(stranger);
        _permit(alice, bob, VALUE, _now(), signature);
        vm.assertEq(coin.allowance(alice, bob), VALUE);
        vm.assertEq(coin.nonces(alice), 1);
        vm.assertEq(coin.nonces(bob), 0);
    }

    function test_permit_refusedOneSecondPastTheDeadline() public {
        uint256 deadline = _now() - 1;
        bytes memory signature = _sign(alice, _hash(alice, bob, VALUE, 0, deadline));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612ExpiredSignature.selector, deadline));
        _permit(alice, bob, VALUE, deadline, signature);
    }

    function test_permit_refusedTwice() public {
        bytes memory signature = _sign(alice, _hash(alice, bob, VALUE, 0, _now()));
        _permit(alice, bob, VALUE, _now(), signature);
        vm.expectRevert();
        _permit(alice, bob, VALUE, _now(), signature);
        vm.assertEq(coin.nonces(alice), 1);
    }

    function test_permit_refusedBySomeoneElseNamingWhoSigned() public {
        bytes memory signature = _sign(stranger, _hash(alice, bob, VALUE, 0, _now()));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, stranger, alice));
        _permit(alice, bob, VALUE, _now(), signature);
        vm.assertEq(coin.nonces(alice), 0);
    }

    function test_permit_refusedWithAHighS() public {
        (uint8 v, bytes32 r, bytes32 s) = _split(alice, _hash(alice, bob, VALUE, 0, _now()));
        bytes memory mirrored = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), uint8(v == 27 ? 28 : 27));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), alice));
        _permit(alice, bob, VALUE, _now(), mirrored);
    }

    function test_permit_refusedForTheZeroOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), address(0)));
        _permit(address(0), bob, VALUE, _now(), new bytes(65));
    }

    function test_permit_refusedForTheZeroSpender() public {
        bytes memory signature = _sign(alice, _hash(alice, address(0), VALUE, 0, _now()));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, address(0)));
        _permit(alice, address(0), VALUE, _now(), signature);
    }

    function test_permit_refusedOnAnotherChain() public {
        bytes memory signature = _sign(alice, _hash(alice, bob, VALUE, 0, _now()));
        vm.chainId(block.chainid + 1);
        vm.expectRevert();
        _permit(alice, bob, VALUE, _now(), signature);
        vm.assertEq(coin.allowance(alice, bob), 0);
    }

    function test_permit_worksWhilePausedAndFrozen() public {
        vm.prank(guard);
        coin.pauseTransfers();
        vm.prank(freezer);
        coin.freeze(_one(alice), keccak256("order"));
        _permit(alice, bob, 0, _now(), _sign(alice, _hash(alice, bob, 0, 0, _now())));
        vm.assertEq(coin.nonces(alice), 1);
    }

    function test_permit_takenFromAnErc1271Wallet() public {
        address wallet = address(new ContractWallet(alice, bob));
        _permit(wallet, stranger, VALUE, _now(), _sign(alice, _hash(wallet, stranger, VALUE, 0, _now())));
        vm.assertEq(coin.allowance(wallet, stranger), VALUE);
    }

    function test_permit_refusedByAnErc1271Wallet() public {
        address wallet = address(new ContractWallet(alice, bob));
        bytes memory signature = _sign(bob, _hash(wallet, stranger, VALUE, 0, _now()));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, bob, wallet));
        _permit(wallet, stranger, VALUE, _now(), signature);
    }

    /// @dev EIP-7702: alice keeps her key, and the code at her address answers no ERC-1271.
    function test_permit_takenFromAKeyWhoseAccountHasCode() public {
        vm.etch(alice, address(manager).code);
        _permit(alice, bob, VALUE, _now(), _sign(alice, _hash(alice, bob, VALUE, 0, _now())));
        vm.assertEq(coin.allowance(alice, bob), VALUE);
    }

    function testFuzz_permit_refusedWithAnyFieldChanged(uint256 value, address spender, uint64 later) public {
        bytes memory signature = _sign(alice, _hash(alice, bob, VALUE, 0, _now()));
        vm.assume(value != VALUE && spender != bob && later != 0);
        uint256 deadline = _now() + later;
        vm.expectRevert();
        _permit(alice, bob, value, _now(), signature);
        vm.expectRevert();
        _permit(alice, spender, VALUE, _now(), signature);
        vm.expectRevert();
        _permit(alice, bob, VALUE, deadline, signature);
        vm.assertEq(coin.nonces(alice), 0);
    }

    function _hash(
        address owner,
        address spender,
        uint256 value,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, owner, spender, value, nonce, deadline));
        return keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
    }
}

contract PermitSplitTest is PermitCases {
    function _permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes memory signature
    ) internal override {
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        coin.permit(owner, spender, value, deadline, uint8(signature[64]), r, s);
    }
}

contract PermitBytesTest is PermitCases {
    function _permit(
        address owner,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes memory signature
    ) internal override {
        coin.permit(owner, spender, value, deadline, signature);
    }

    function test_permit_refusedWhenTruncatedOrEmpty() public {
        bytes32 hash = _hash(alice, bob, 5, 0, _now());
        (, bytes32 r, bytes32 s) = _split(alice, hash);
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), alice));
        _permit(alice, bob, 5, _now(), abi.encodePacked(r, s));
        vm.expectRevert(abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), alice));
        _permit(alice, bob, 5, _now(), "");
    }

    function test_permit_takesALongErc1271Signature() public {
        address wallet = address(new ContractWallet(alice, bob));
        bytes32 hash = _hash(wallet, stranger, 5, 0, _now());
        _permit(wallet, stranger, 5, _now(), bytes.concat(_sign(alice, hash), _sign(bob, hash)));
        vm.assertEq(coin.allowance(wallet, stranger), 5);
    }
}
