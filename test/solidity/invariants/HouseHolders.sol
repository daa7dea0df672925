// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {Rules} from "./Rules.sol";

/// @notice The holders, each move one call of theirs, its arguments drawn by the runner. Most moves are such that they can
/// succeed; some are not, on purpose.
abstract contract HouseHolders is Rules {
    /// @dev How many of the holders, from the first, have keys.
    uint256 internal constant KEYED = 7;

    /// @dev Few, so that some are drawn twice.
    uint256 private constant NONCES = 64;

    function transfer(uint256 from, uint256 to, uint256 amount) external move {
        address payer = _holder(from);
        uint256 value = _upTo(amount, coin.balanceOf(payer));
        vm.prank(payer);
        try coin.transfer(_payee(to), value) {
            _did("transfer");
        } catch {}
    }

    function transferFrom(uint256 from, uint256 by, uint256 to, uint256 amount) external move {
        (address payer, address spender) = (_holder(from), _holder(by));
        uint256 value = _upTo(amount, coin.balanceOf(payer));
        vm.prank(payer);
        coin.approve(spender, value);
        vm.prank(spender);
        try coin.transferFrom(payer, _payee(to), value) {
            _did("transferFrom");
        } catch {}
    }

    function pay(uint256 from, uint256 to, uint256 amount, uint256 nonce) external move {
        IStablecoinServices.Authorization memory item = _authorization(from, _payee(to), amount, nonce);
        try
            coin.transferWithAuthorization(
                item.from,
                _payee(to),
                item.value,
                item.validAfter,
                item.validBefore,
                item.nonce,
                item.signature
            )
        {
            _enterUsed(item.from, item.nonce);
            _did("pay");
        } catch {}
    }

    /// @dev Up to five payments, each drawn like a single one; now and then one under a wrong signature.
    function payBatch(uint256 from, uint256 to, uint256 amount, uint256 nonce) external move {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](1 + (amount % 5));
        for (uint256 i = 0; i < batch.length; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(from, i)));
            batch[i] = _authorization(seed, _payee(to), seed >> 8, addmod(nonce, seed >> 128, NONCES));
            if (seed % 16 == 0) batch[i].signature[0] ^= 0x01;
        }
        try coin.transferWithAuthorizationBatch(_payee(to), batch) returns (uint256 paid) {
            for (uint256 i = 0; i < batch.length; ++i) {
                if (coin.authorizationState(batch[i].from, batch[i].nonce)) _enterUsed(batch[i].from, batch[i].nonce);
            }
            if (paid != 0) _did("payBatch");
            if (paid != batch.length) _did("payBatch skipped");
        } catch {}
    }

    function permit(uint256 from, uint256 to, uint256 amount) external move {
        (address owner, address spender) = (holders[from % KEYED], _holder(to));
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                spender,
                amount,
                coin.nonces(owner),
                _now()
            )
        );
        coin.permit(owner, spender, amount, _now(), _sign(owner, _typed(structHash)));
        ++permitNonce[owner];
        _did("permit");
    }

    /// @dev Now and then back, or too far.
    function cancelPermits(uint256 from, uint256 newNonce) external move {
        address owner = _holder(from);
        uint256 nonce = newNonce % 3 == 0 ? (newNonce >> 8) % 500_000 : coin.nonces(owner) + (newNonce % 100);
        vm.prank(owner);
        try coin.cancelPermits(nonce) {
            if (nonce > permitNonce[owner]) permitNonce[owner] = nonce;
            _did("cancelPermits");
        } catch {
            _did("cancelPermits refused");
        }
    }

    function _holder(uint256 index) internal view returns (address) {
        return holders[index % holders.length];
    }

    /// @dev Sometimes who can never be paid.
    function _payee(uint256 index) internal view returns (address) {
        if (index % 32 == 0) return address(0);
        if (index % 32 == 1) return address(coin);
        return _holder(index);
    }

    function _upTo(uint256 seed, uint256 most) internal pure returns (uint256) {
        if (most > ORDER_CAP / 4) most = ORDER_CAP / 4;
        return most == 0 ? 0 : seed % (most + 1);
    }

    function _authorization(
        uint256 from,
        address payee,
        uint256 amount,
        uint256 nonce
    ) private view returns (IStablecoinServices.Authorization memory item) {
        item.from = holders[from % KEYED];
        item.value = _upTo(amount, coin.balanceOf(item.from));
        item.validBefore = type(uint256).max;
        item.nonce = bytes32(nonce % NONCES);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                item.from,
                payee,
                item.value,
                item.validAfter,
                item.validBefore,
                item.nonce
            )
        );
        item.signature = _sign(item.from, _typed(structHash));
    }

    function _typed(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
    }

    function _enterUsed(address authorizer, bytes32 nonce) private {
        usedBits[authorizer] |= 1 << uint256(nonce);
    }
}
