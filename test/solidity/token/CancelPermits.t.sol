// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoin, IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Deployment} from "../Deployment.sol";

contract CancelPermitsTest is Deployment {
    uint256 private constant MOST = 65_536;

    function test_cancelPermits_spoilsThoseOutstandingAndNotTheNext() public {
        uint256 deadline = _now();
        bytes[] memory signatures = new bytes[](4);
        for (uint256 i = 0; i < 4; ++i) signatures[i] = _permitOf(alice, i, deadline);
        coin.permit(alice, bob, 5, deadline, signatures[0]);
        vm.expectEmit(address(coin));
        emit IStablecoinServices.PermitsCancelled(alice, 1, 3);
        vm.prank(alice);
        coin.cancelPermits(3);
        vm.assertEq(coin.nonces(alice), 3);
        for (uint256 i = 1; i < 3; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStablecoin.ERC2612InvalidSigner.selector,
                    _recovered(3, deadline, signatures[i]),
                    alice
                )
            );
            coin.permit(alice, bob, 5, deadline, signatures[i]);
        }
        vm.prank(alice);
        coin.approve(bob, 0);
        coin.permit(alice, bob, 5, deadline, signatures[3]);
        vm.assertEq(coin.allowance(alice, bob), 5);
        vm.assertEq(coin.nonces(alice), 4);
    }

    function test_cancelPermits_leavesOthersAndAllowancesAlone() public {
        uint256 deadline = _now();
        vm.prank(alice);
        coin.approve(stranger, 9);
        vm.prank(alice);
        coin.cancelPermits(7);
        vm.assertEq(coin.nonces(bob), 0);
        vm.assertEq(coin.allowance(alice, stranger), 9);
        coin.permit(bob, stranger, 5, deadline, _permitOf(bob, 0, deadline));
        vm.assertEq(coin.allowance(bob, stranger), 5);
    }

    function test_cancelPermits_refusesThePresentNonceAndLower() public {
        vm.prank(alice);
        coin.cancelPermits(10);
        uint256[3] memory refused = [uint256(10), 9, 0];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(_outOfRange(refused[i], 10));
            vm.prank(alice);
            coin.cancelPermits(refused[i]);
        }
        vm.assertEq(coin.nonces(alice), 10);
    }

    function test_cancelPermits_goesAsFarAs65536AndNotOneFurther() public {
        vm.expectRevert(_outOfRange(MOST + 1, 0));
        vm.prank(alice);
        coin.cancelPermits(MOST + 1);
        vm.prank(alice);
        coin.cancelPermits(MOST);
        vm.assertEq(coin.nonces(alice), MOST);
        uint256[2] memory refused = [2 * MOST + 1, type(uint256).max];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(_outOfRange(refused[i], MOST));
            vm.prank(alice);
            coin.cancelPermits(refused[i]);
        }
        vm.prank(alice);
        coin.cancelPermits(2 * MOST);
        vm.assertEq(coin.nonces(alice), 2 * MOST);
    }

    function test_cancelPermits_worksWhilePausedAndFrozen() public {
        vm.startPrank(guard);
        coin.pauseTransfers();
        coin.pauseIssuance();
        vm.stopPrank();
        vm.prank(freezer);
        coin.freeze(_one(alice), keccak256("order"));
        vm.prank(alice);
        coin.cancelPermits(1);
        vm.assertEq(coin.nonces(alice), 1);
    }

    function test_cancelPermits_isAContractWalletsToo() public {
        ContractWallet wallet = new ContractWallet(alice, bob);
        wallet.call(address(coin), abi.encodeCall(coin.cancelPermits, (2)));
        vm.assertEq(coin.nonces(address(wallet)), 2);
        vm.assertEq(coin.nonces(alice), 0);
    }

    function testFuzz_cancelPermits_neverLetsTheNonceFall(uint256 first, uint256 second) public {
        first = 1 + (first % MOST);
        vm.prank(alice);
        coin.cancelPermits(first);
        second %= first + 2 * MOST;
        bool within = second > first && second <= first + MOST;
        if (!within) vm.expectRevert(_outOfRange(second, first));
        vm.prank(alice);
        coin.cancelPermits(second);
        vm.assertEq(coin.nonces(alice), within ? second : first);
    }

    function _outOfRange(uint256 newNonce, uint256 oldNonce) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IStablecoinServices.PermitNonceOutOfRange.selector,
                newNonce,
                oldNonce,
                oldNonce + MOST
            );
    }

    /// @dev Five units to bob from alice, or to stranger from anybody else.
    function _permitOf(address owner, uint256 nonce, uint256 deadline) private view returns (bytes memory) {
        return _sign(owner, _hash(owner, owner == alice ? bob : stranger, nonce, deadline));
    }

    /// @dev Who seems to have signed a permit of alice's when it is held against another nonce.
    function _recovered(uint256 nonce, uint256 deadline, bytes memory signature) private view returns (address) {
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        return ecrecover(_hash(alice, bob, nonce, deadline), uint8(signature[64]), r, s);
    }

    function _hash(address owner, address spender, uint256 nonce, uint256 deadline) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, owner, spender, 5, nonce, deadline));
        return keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash));
    }
}
