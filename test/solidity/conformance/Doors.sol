// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Authorizations} from "../token/Authorizations.sol";

/// @notice Every place where the coin takes a signature, and what it says there to one that it does not take.
abstract contract Doors is Authorizations {
    /// @param refusal The error, with its figures, of a signature that is not taken.
    struct Door {
        address caller;
        bytes data;
        bytes refusal;
    }

    uint256 internal constant VALUE = 1_000;
    uint256 internal constant DOORS = 9;
    uint256 internal constant WALLET_HOLDS = 100e6;

    /// @dev Neither can be a signature by ECDSA: three bytes, and a v of 0.
    bytes internal constant SIGNATURE = "sig";
    bytes32 internal constant R = keccak256("r");
    bytes32 internal constant S = bytes32(uint256(1));

    uint256 private _round;

    /// @dev Makes `wallet` a holder and a checker; the report in force expires while the board waits.
    function _admit(address wallet) internal {
        _fund(wallet, WALLET_HOLDS);
        _grant(Roles.MINT_APPROVER, wallet, 0);
        _allow(10_000_000e6);
    }

    /// @dev Knocks at every door; each must open.
    function _accepted(address wallet) internal {
        ++_round;
        for (uint256 i = 0; i < DOORS; ++i) {
            Door memory door = _door(i, wallet, SIGNATURE);
            vm.prank(door.caller);
            (bool done, ) = address(coin).call(door.data);
            vm.assertTrue(done, "refused");
        }
    }

    /// @dev Knocks at every door; each must refuse, with its own error.
    function _refused(address wallet) internal {
        ++_round;
        for (uint256 i = 0; i < DOORS; ++i) _refusedAt(i, wallet);
    }

    function _refusedAt(uint256 index, address wallet) internal {
        Door memory door = _door(index, wallet, SIGNATURE);
        vm.prank(door.caller);
        (bool done, bytes memory reason) = address(coin).call(door.data);
        vm.assertFalse(done, "accepted");
        vm.assertEq(keccak256(reason), keccak256(door.refusal), "another error");
    }

    /// @dev 0-3: permit, transfer, receive, cancel with `signature`; 4-7: the same in parts; 8: the approval of a mint.
    function _door(uint256 index, address wallet, bytes memory signature) internal view returns (Door memory) {
        bytes32 nonce = keccak256(abi.encode(_round, index));
        if (index == 8) return _mintDoor(wallet, nonce, signature);
        if (index % 4 == 0) return _permitDoor(wallet, index == 0, signature);
        if (index % 4 == 3) return _cancelDoor(wallet, nonce, index == 3, signature);
        return _paymentDoor(_payment(wallet, nonce), index % 4 == 1, index < 4, signature);
    }

    function _payment(address wallet, bytes32 nonce) internal view returns (Payment memory) {
        return Payment(wallet, bob, VALUE, 0, type(uint256).max, nonce);
    }

    function _permitDoor(address wallet, bool whole, bytes memory signature) private view returns (Door memory) {
        uint256 deadline = type(uint256).max;
        return
            Door({
                caller: stranger,
                data: whole
                    ? abi.encodeWithSignature(
                        "permit(address,address,uint256,uint256,bytes)",
                        wallet,
                        bob,
                        VALUE,
                        deadline,
                        signature
                    )
                    : abi.encodeWithSignature(
                        "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
                        wallet,
                        bob,
                        VALUE,
                        deadline,
                        uint8(0),
                        R,
                        S
                    ),
                refusal: abi.encodeWithSelector(IStablecoin.ERC2612InvalidSigner.selector, address(0), wallet)
            });
    }

    function _paymentDoor(
        Payment memory payment,
        bool transfer,
        bool whole,
        bytes memory signature
    ) private pure returns (Door memory door) {
        string memory name = transfer ? "transferWithAuthorization" : "receiveWithAuthorization";
        string memory fields = "(address,address,uint256,uint256,uint256,bytes32,";
        string memory rest = whole ? "bytes)" : "uint8,bytes32,bytes32)";
        bytes4 selector = bytes4(keccak256(bytes(string.concat(name, fields, rest))));
        // a payment's fields are all of one word: encoded alone, or before the signature
        bytes memory parts = abi.encode(payment);
        door.caller = payment.to;
        door.data = bytes.concat(
            selector,
            parts,
            whole ? bytes.concat(abi.encode(uint256(0xe0), signature.length), signature) : abi.encode(uint8(0), R, S)
        );
        door.refusal = abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector);
    }

    function _cancelDoor(
        address wallet,
        bytes32 nonce,
        bool whole,
        bytes memory signature
    ) private view returns (Door memory) {
        return
            Door({
                caller: stranger,
                data: whole
                    ? abi.encodeWithSignature("cancelAuthorization(address,bytes32,bytes)", wallet, nonce, signature)
                    : abi.encodeWithSignature(
                        "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
                        wallet,
                        nonce,
                        uint8(0),
                        R,
                        S
                    ),
                refusal: abi.encodeWithSelector(IStablecoin.ERC3009InvalidSignature.selector)
            });
    }

    function _mintDoor(address wallet, bytes32 depositRef, bytes memory signature) private view returns (Door memory) {
        IStablecoinControl.MintOrder memory order = _order(VALUE, depositRef);
        return
            Door({
                caller: maker,
                data: abi.encodeCall(coin.mint, (order, wallet, signature)),
                refusal: abi.encodeWithSelector(
                    IStablecoinControl.MintApprovalInvalid.selector,
                    wallet,
                    coin.mintOrderHash(order)
                )
            });
    }
}
