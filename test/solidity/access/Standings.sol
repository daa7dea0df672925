// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {RestrictedCalls} from "./RestrictedCalls.sol";

/// @notice What the sentences of the access design speak of, read from the contracts.
abstract contract Standings is RestrictedCalls {
    /// @dev What must stand, or move one way only. In figures, so that one comparison is enough.
    struct Standing {
        uint256 everMinted;
        uint256 frozenBalance;
        // bits: frozen, issuance paused, transfers paused, spender check
        uint256 flags;
        uint256 orderCap;
        uint256 capacity;
        uint256 window;
        uint256 available;
        uint256 coverage;
        uint256 maxReportAge;
        // registry, attestors, quorum, mint limit's report
        bytes32 gate;
        // implementation, authorities, custody
        bytes32 code;
        // who holds what, and who administers it
        bytes32 configuration;
    }

    bytes32 private constant IMPLEMENTATION_SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    function _stand() internal view returns (Standing memory now_) {
        now_.everMinted = coin.everMinted();
        now_.frozenBalance = coin.balanceOf(frozenHolder);
        now_.flags =
            (coin.isFrozen(frozenHolder) ? 1 : 0) |
            (coin.issuancePaused() ? 2 : 0) |
            (coin.transfersPaused() ? 4 : 0) |
            (coin.spenderCheck() ? 8 : 0);
        now_.orderCap = coin.orderCap();
        (now_.capacity, now_.window, now_.available) = coin.rateLimit();
        (now_.coverage, now_.maxReportAge) = (registry.coverage(), registry.maxReportAge());
        now_.gate = _gate();
        now_.code = keccak256(
            abi.encode(
                vm.load(address(coin), IMPLEMENTATION_SLOT),
                coin.authority(),
                coin.custody(),
                revoker.authority(),
                otherFace.code.length
            )
        );
        now_.configuration = _configurationHash();
    }

    function _gate() internal view returns (bytes32) {
        bytes memory classes = "";
        address[5] memory known = [officer, officer2, custodian, auditor, auditor2];
        for (uint256 i = 0; i < 5; ++i)
            classes = bytes.concat(classes, bytes1(uint8(registry.attestorClass(known[i]))));
        for (uint256 i = 0; i < attackers.length; ++i) {
            classes = bytes.concat(classes, bytes1(uint8(registry.attestorClass(attackers[i]))));
        }
        return
            keccak256(
                abi.encode(coin.registry(), classes, registry.quorum(), registry.lastReport(), coin.movedFunctions())
            );
    }

    /// @dev Admins, guardians, delays of grants; who may call what; how long that takes to change.
    function _configurationHash() internal view returns (bytes32 hash) {
        for (uint64 role = 0; role <= Roles.ROLE_ADMIN; ++role) {
            hash = keccak256(
                abi.encode(
                    hash,
                    manager.getRoleAdmin(role),
                    manager.getRoleGuardian(role),
                    manager.getRoleGrantDelay(role)
                )
            );
        }
        hash = keccak256(
            abi.encode(
                hash,
                manager.getTargetFunctionRole(address(coin), coin.mint.selector),
                manager.getTargetFunctionRole(address(coin), coin.setRegistry.selector),
                manager.getTargetAdminDelay(address(coin)),
                manager.isTargetClosed(address(coin))
            )
        );
    }

    /// @dev A bit for each role that one of the people or the attackers holds; a shorter delay counts as a role of its own.
    function _membership() internal view returns (uint256 bits) {
        address[8] memory all = _people();
        for (uint64 role = 0; role <= Roles.ROLE_ADMIN; ++role) {
            for (uint256 i = 0; i < 9; ++i) {
                (bool member, uint32 delay) = manager.hasRole(role, i < 8 ? all[i] : alice);
                if (!member) continue;
                bits |= 1 << (role * 18 + i * 2);
                if (delay < DELAY) bits |= 2 << (role * 18 + i * 2);
            }
        }
    }
}
