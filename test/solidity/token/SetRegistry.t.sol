// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoin, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Orders} from "../Orders.sol";

/// @notice The coin follows no registry but its own.
contract SetRegistryTest is Orders {
    function test_setRegistry_followsAnotherOfTheSameCoin() public {
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        bytes memory data = abi.encodeCall(coin.setRegistry, (address(next)));
        vm.prank(board);
        manager.schedule(address(coin), data, 0);
        _skip(DELAY);
        vm.expectEmit(address(coin));
        emit IStablecoinControl.RegistryChanged(address(registry), address(next));
        vm.prank(board);
        coin.setRegistry(address(next));
        vm.assertEq(coin.registry(), address(next));
        vm.assertEq(coin.orderCap(), ORDER_CAP);
    }

    function test_setRegistry_refusesZero() public {
        _refuseRegistry(address(0), abi.encodeWithSelector(IStablecoinControl.RegistryMissing.selector));
    }

    function test_setRegistry_refusesAnAccountWithoutCode() public {
        _refuseForeign(alice);
    }

    function test_setRegistry_refusesAnotherCoins() public {
        IStablecoin other = _deployCoin("HKD Other", "HKDO", "HKD");
        _refuseForeign(address(_deployRegistry(address(other), "HKD")));
    }

    function test_setRegistry_refusesAnotherCurrencys() public {
        _refuseForeign(address(_deployRegistry(address(coin), "USD")));
    }

    function test_setRegistry_refusesAContractThatIsNoRegistry() public {
        _refuseRegistry(address(manager), "");
    }

    /* GOING ON WHERE THE LAST ONE STANDS */

    function test_successor_startsFromTheLastReport() public {
        IReserveRegistry.Acceptance memory last = registry.lastReport();
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        vm.assertEq(registry.predecessor(), address(0));
        vm.assertEq(next.predecessor(), address(registry));
        vm.assertEq(keccak256(abi.encode(next.lastReport())), keccak256(abi.encode(last)));
        vm.assertEq(next.mintLimit(), last.mintLimit);
        vm.assertTrue(next.isChainListed(block.chainid));
        vm.assertEq(next.listedChainCount(), 1);
    }

    function test_successor_takesTheNextReportAndNoneOfBefore() public {
        IReserveRegistry.ReserveReport memory report = _report(10_000_000e6, 10_000_000e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        _submit(report);
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        vm.expectRevert(abi.encodeWithSelector(IReserveRegistry.ReportSequence.selector, 2, 2));
        next.submitReport(report, signatures);

        report = _report(11_000_000e6, 11_000_000e6);
        signatures = _signatures(report, _pair(officer, auditor));
        next.submitReport(report, signatures);
        vm.assertEq(next.mintLimit(), 11_000_000e6);
        vm.assertEq(next.lastReport().sequence, 3);
    }

    function test_successor_forgetsNoListedChain() public {
        IReserveRegistry.ReserveReport memory report = _report(10_000_000e6, 10_000_000e6);
        _submit(_withLines(report, report.allocations[0], _foreignLine(block.chainid + 1, 0, 0, 0, 0)));
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        vm.assertEq(next.listedChainCount(), 2);
        report = _report(10_000_000e6, 10_000_000e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        vm.expectRevert(abi.encodeWithSelector(IReserveRegistry.AllocationDropped.selector, 1, 2));
        next.submitReport(report, signatures);
        report = _withLines(report, report.allocations[0], _foreignLine(block.chainid + 1, 0, 0, 0, 0));
        signatures = _signatures(report, _pair(officer, auditor));
        next.submitReport(report, signatures);
        vm.assertEq(next.listedChainCount(), 2);
    }

    function test_setRegistry_refusesOneThatLagsBehind() public {
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        _allow(10_000_000e6);
        _refuseRegistry(address(next), abi.encodeWithSelector(IStablecoinControl.RegistryBehind.selector, 1, 2));
    }

    function test_setRegistry_takesOneThatKeptPace() public {
        IReserveRegistry next = _deployRegistry(address(coin), "HKD");
        IReserveRegistry.ReserveReport memory report = _report(10_000_000e6, 10_000_000e6);
        bytes[] memory signatures = _signatures(report, _pair(officer, auditor));
        registry.submitReport(report, signatures);
        next.submitReport(report, signatures);
        _asBoard(address(coin), abi.encodeCall(coin.setRegistry, (address(next))));
        vm.assertEq(coin.registry(), address(next));
    }

    function _refuseForeign(address foreign) private {
        _refuseRegistry(foreign, abi.encodeWithSelector(IStablecoinControl.RegistryForeign.selector, foreign));
    }

    function _refuseRegistry(address candidate, bytes memory revertData) private {
        vm.prank(board);
        manager.schedule(address(coin), abi.encodeCall(coin.setRegistry, (candidate)), 0);
        _skip(DELAY);
        vm.expectRevert(revertData);
        vm.prank(board);
        coin.setRegistry(candidate);
        vm.assertEq(coin.registry(), address(registry));
    }
}
