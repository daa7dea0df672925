// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Reports} from "../Reports.sol";

/// @notice An attestor of any class can be removed, and then attests nothing.
contract AttestorRemovalTest is Reports {
    function test_removeAttestor_removesAnIssuerOfficer() public {
        _isRemoved(officer, IReserveRegistry.AttestorClass.IssuerOfficer, 1);
    }

    function test_removeAttestor_removesACustodian() public {
        _isRemoved(custodian, IReserveRegistry.AttestorClass.Custodian, 0);
    }

    function test_removeAttestor_removesAnAuditor() public {
        _isRemoved(auditor, IReserveRegistry.AttestorClass.Auditor, 1);
    }

    function test_removeAttestor_neverTheLastThatTheQuorumNeeds() public {
        _asBoard(address(registry), abi.encodeCall(registry.removeAttestor, (officer)));
        bytes memory data = abi.encodeCall(registry.removeAttestor, (officer2));
        vm.prank(board);
        manager.schedule(address(registry), data, 0);
        _skip(DELAY);
        vm.expectRevert(
            abi.encodeWithSelector(
                IReserveRegistry.QuorumInvalid.selector,
                IReserveRegistry.AttestorClass.IssuerOfficer,
                1,
                0
            )
        );
        vm.prank(board);
        registry.removeAttestor(officer2);
    }

    function _isRemoved(address attestor, IReserveRegistry.AttestorClass class_, uint256 left) private {
        _asBoard(address(registry), abi.encodeCall(registry.removeAttestor, (attestor)));
        vm.assertTrue(registry.attestorClass(attestor) == IReserveRegistry.AttestorClass.None);
        vm.assertEq(registry.attestorCount(class_), left);

        IReserveRegistry.ReserveReport memory report = _report(5e6, 5e6);
        address other = attestor == officer ? officer2 : officer;
        address[] memory signers = _ascending(_pair(attestor, other));
        _refuseReport(
            report,
            _signatures(report, signers),
            abi.encodeWithSelector(
                IReserveRegistry.SignerNotAttestor.selector,
                attestor,
                signers[0] == attestor ? 0 : 1
            )
        );
    }
}
