// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinServices} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {Vm} from "../Vm.sol";
import {Batches} from "./Batches.sol";

/// @notice A batch does what the same single calls do, one after the other, each allowed to fail.
contract BatchEquivalenceTest is Batches {
    uint256 private constant LENGTH = 10;

    address[] private payers;

    /// @dev The payee pays too, and so does a wallet.
    function setUp() public override {
        super.setUp();
        address wallet = address(new ContractWallet(stranger, checker));
        keys[wallet] = keys[stranger];
        payers = [alice, customer, maker, wallet, bob];
        vm.prank(alice);
        coin.transfer(wallet, BALANCE / 4);
    }

    function testFuzz_batch_doesWhatTheSingleCallsDo(uint256 seed) public {
        IStablecoinServices.Authorization[] memory batch = new IStablecoinServices.Authorization[](LENGTH);
        for (uint256 i = 0; i < LENGTH; ++i) batch[i] = _drawn(uint256(keccak256(abi.encode(seed, i))));
        if (seed % 4 == 0) {
            vm.prank(freezer);
            coin.freeze(_one(payers[seed % 3]), ORDER_REF);
        }
        (bytes32 expectedState, bytes[] memory expectedReasons) = _singly(batch);

        vm.recordLogs();
        uint256 paid = coin.transferWithAuthorizationBatch(bob, batch);
        bytes[] memory reasons = _reasons(vm.getRecordedLogs(), batch);
        for (uint256 i = 0; i < LENGTH; ++i) vm.assertEq(reasons[i], expectedReasons[i]);
        vm.assertEq(paid, _blank(expectedReasons));
        vm.assertEq(_state(batch), expectedState);
    }

    /// @dev Reverts with the state it came to and the errors it met, and so leaves nothing behind.
    function paySingly(IStablecoinServices.Authorization[] calldata batch) external {
        bytes[] memory reasons = new bytes[](batch.length);
        for (uint256 i = 0; i < batch.length; ++i) {
            try this.payAlone(batch[i]) {} catch (bytes memory reason) {
                reasons[i] = reason;
            }
        }
        bytes memory end = abi.encode(_state(batch), reasons);
        assembly ("memory-safe") {
            revert(add(end, 0x20), mload(end))
        }
    }

    function _singly(
        IStablecoinServices.Authorization[] memory batch
    ) private returns (bytes32 state, bytes[] memory reasons) {
        try this.paySingly(batch) {} catch (bytes memory end) {
            return abi.decode(end, (bytes32, bytes[]));
        }
        vm.assertTrue(false, "unreachable: it reverts always");
    }

    /// @dev A payment drawn by `seed`: good, or spoiled in one way. Nonces and balances are such that payments collide.
    function _drawn(uint256 seed) private returns (IStablecoinServices.Authorization memory item) {
        item = _item(payers[seed % payers.length], "");
        item.nonce = bytes32((seed >> 8) % 24);
        item.value = (seed >> 16) % (BALANCE / 2);
        uint256 spoiled = (seed >> 64) % 12;
        if (spoiled == 0) item.validAfter = _now() + ((seed >> 72) % 3) - 1;
        if (spoiled == 1) item.validBefore = _now() + ((seed >> 72) % 3) - 1;
        if (spoiled == 2) item.value = 2 * BALANCE;
        _resign(item);
        if (spoiled == 3) item.signature = _sign(deployer, _hashOf(item, bob));
        if (spoiled == 4) item.signature = "";
        if (spoiled == 5 && !coin.authorizationState(item.from, item.nonce)) {
            coin.cancelAuthorization(item.from, item.nonce, _sign(item.from, _cancelHash(item.from, item.nonce)));
        }
    }

    /// @dev The reason written down for each payment, empty where none was.
    function _reasons(
        Vm.Log[] memory logs,
        IStablecoinServices.Authorization[] memory batch
    ) private pure returns (bytes[] memory reasons) {
        reasons = new bytes[](batch.length);
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IStablecoinServices.AuthorizationSkipped.selector) continue;
            (uint256 index, bytes memory reason) = abi.decode(logs[i].data, (uint256, bytes));
            vm.assertEq(address(uint160(uint256(logs[i].topics[1]))), batch[index].from);
            vm.assertEq(logs[i].topics[2], batch[index].nonce);
            reasons[index] = reason;
        }
    }

    function _blank(bytes[] memory reasons) private pure returns (uint256 count) {
        for (uint256 i = 0; i < reasons.length; ++i) {
            if (reasons[i].length == 0) ++count;
        }
    }

    function _state(IStablecoinServices.Authorization[] memory batch) private view returns (bytes32 state) {
        uint256 sum = 0;
        for (uint256 i = 0; i < payers.length; ++i) {
            state = keccak256(abi.encode(state, coin.balanceOf(payers[i])));
            sum += coin.balanceOf(payers[i]);
        }
        vm.assertEq(sum, coin.totalSupply());
        for (uint256 i = 0; i < batch.length; ++i) {
            state = keccak256(abi.encode(state, coin.authorizationState(batch[i].from, batch[i].nonce)));
        }
    }
}
