// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Roles} from "../../../contracts/access/Roles.sol";
import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {LimitlessRegistry} from "../LimitlessRegistry.sol";
import {Orders} from "../Orders.sol";

/// @notice Every call that some role may make on coin, registry, revoker and manager, and those that none may, drawn with
/// arguments that an attacker would like.
abstract contract RestrictedCalls is Orders {
    uint256 internal constant COIN_CALLS = 27;
    uint256 internal constant REGISTRY_CALLS = 9;
    uint256 internal constant MANAGER_CALLS = 12;

    /// @dev Whose keys the attackers have, a helper of theirs last.
    address[] internal attackers;
    address internal frozenHolder;
    address internal otherFace;
    address internal limitless;

    function setUp() public virtual override {
        super.setUp();
        limitless = address(new LimitlessRegistry(address(coin)));
        otherFace = _createProduct("StablecoinControl", "contracts/token", "");
        frozenHolder = _actor("frozen holder");
    }

    function _target(uint256 seed) internal view returns (address target, bytes memory data) {
        uint256 which = seed % (COIN_CALLS + REGISTRY_CALLS + MANAGER_CALLS + 1);
        if (which < COIN_CALLS) return (address(coin), which < 13 ? _issuing(which, seed) : _setting(which, seed));
        which -= COIN_CALLS;
        if (which < REGISTRY_CALLS) return (address(registry), _registering(which, seed));
        which -= REGISTRY_CALLS;
        if (which < MANAGER_CALLS) return (address(manager), _administering(which, seed));
        return (address(revoker), abi.encodeCall(revoker.revoke, (_role(seed), _anybody(seed >> 16))));
    }

    function _issuing(uint256 which, uint256 seed) private view returns (bytes memory) {
        if (which < 3) return _minting(which == 2, seed);
        address[] memory list = _one(which % 2 == 0 ? frozenHolder : _attacker(seed >> 8));
        if (which == 3) return abi.encodeCall(coin.burn, (1e6, ORDER_REF));
        if (which == 4) return abi.encodeCall(coin.addCustomers, (attackers, EVIDENCE));
        if (which == 5) return abi.encodeCall(coin.freeze, (list, ORDER_REF));
        if (which == 6) return abi.encodeCall(coin.removeCustomers, (list, EVIDENCE));
        if (which == 7) return abi.encodeCall(coin.seize, (frozenHolder, 1e6, ORDER_REF));
        if (which == 8) return abi.encodeCall(coin.burnFrozen, (frozenHolder, 1e6, ORDER_REF));
        if (which == 9) return abi.encodeCall(coin.unfreeze, (_one(frozenHolder), ORDER_REF));
        if (which == 10) return abi.encodeCall(coin.pauseTransfers, ());
        if (which == 11) return abi.encodeCall(coin.pauseIssuance, ());
        return abi.encodeCall(coin.enableSpenderCheck, ());
    }

    /// @dev An order of theirs, in the name of any of them, signed by any of them.
    function _minting(bool batch, uint256 seed) private view returns (bytes memory) {
        IStablecoinControl.MintOrder[] memory orders = new IStablecoinControl.MintOrder[](1);
        orders[0] = _order(1 + ((seed >> 8) % 1_000e6), bytes32(seed));
        orders[0].maker = (seed >> 40) % 2 == 0 ? maker : _attacker(seed >> 41);
        address signer = (seed >> 48) % 2 == 0 ? checker : _attacker(seed >> 49);
        bytes32 hash = batch ? coin.mintBatchHash(orders) : coin.mintOrderHash(orders[0]);
        // the checker's name needs the checker's key
        bytes memory approval = _sign(_isAttacker(signer) ? signer : _attacker(seed >> 56), hash);
        if (batch) return abi.encodeCall(coin.mintBatch, (orders, signer, approval));
        return abi.encodeCall(coin.mint, (orders[0], signer, approval));
    }

    function _setting(uint256 which, uint256 seed) private view returns (bytes memory) {
        if (which == 13) return abi.encodeCall(coin.lowerOrderCap, (uint96(seed >> 8) % (2 * ORDER_CAP)));
        if (which == 14) return abi.encodeCall(coin.lowerRateLimit, (RATE_CAPACITY - 1, RATE_WINDOW + 1));
        if (which == 15) return abi.encodeCall(coin.lowerRateLimit, (type(uint112).max, 1));
        if (which == 16) return abi.encodeCall(coin.raiseOrderCap, (type(uint96).max));
        if (which == 17) return abi.encodeCall(coin.raiseRateLimit, (type(uint112).max, 1));
        if (which == 18) return abi.encodeCall(coin.unpauseTransfers, ());
        if (which == 19) return abi.encodeCall(coin.unpauseIssuance, ());
        if (which == 20) return abi.encodeCall(coin.disableSpenderCheck, ());
        if (which == 21) return abi.encodeCall(coin.setRegistry, (limitless));
        if (which == 22) return abi.encodeCall(coin.setCustody, (_attacker(seed >> 8)));
        if (which == 23) return abi.encodeCall(coin.upgradeToAndCall, (otherFace, ""));
        if (which == 24) return abi.encodeCall(coin.setAuthority, (otherFace));
        if (which == 25) return abi.encodeCall(coin.setContractURI, ("https://example.com"));
        return abi.encodeCall(coin.rescue, (address(coin), _attacker(seed >> 8), 0));
    }

    function _registering(uint256 which, uint256 seed) private view returns (bytes memory) {
        address account = (seed >> 8) % 2 == 0 ? auditor2 : _attacker(seed >> 9);
        if (which == 0) return abi.encodeCall(registry.raiseCoverage, (uint16(9_000 + ((seed >> 8) % 50_000))));
        if (which == 1) return abi.encodeCall(registry.lowerCoverage, (COVERAGE));
        if (which == 2) return abi.encodeCall(registry.lowerMaxReportAge, (uint64((seed >> 8) % 5 days)));
        if (which == 3) return abi.encodeCall(registry.raiseMaxReportAge, (30 days));
        if (which == 4) {
            return abi.encodeCall(registry.addAttestor, (account, IReserveRegistry.AttestorClass.Auditor));
        }
        if (which == 5) return abi.encodeCall(registry.removeAttestor, (account));
        if (which == 6) return abi.encodeCall(registry.setQuorum, (IReserveRegistry.Quorum(1, 1, 0)));
        if (which == 7) return abi.encodeCall(IAccessManaged.setAuthority, (otherFace));
        return _forging(seed);
    }

    /// @dev A report of their own, under their own signatures.
    function _forging(uint256 seed) private view returns (bytes memory) {
        IReserveRegistry.ReserveReport memory report = _report(type(uint112).max, type(uint112).max);
        address[] memory signers = _pair(_attacker(seed >> 8), attackers[attackers.length - 1]);
        return abi.encodeCall(registry.submitReport, (report, _signatures(report, signers)));
    }

    /// @dev The board could rob the canceller of its role, after a delay and unvetoed: docs/architecture.md names that exception,
    /// and why. It is not drawn, since it ends the veto.
    function _administering(uint256 which, uint256 seed) private view returns (bytes memory) {
        (uint64 role, address account) = (_role(seed >> 8), _attacker(seed >> 16));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = (seed >> 24) % 2 == 0 ? coin.setRegistry.selector : coin.mint.selector;
        if (which == 0) return abi.encodeCall(manager.grantRole, (role, account, 0));
        if (which == 1) return abi.encodeCall(manager.setRoleAdmin, (role, Roles.MINTER));
        if (which == 2) return abi.encodeCall(manager.setRoleGuardian, (role, Roles.MINTER));
        if (which == 3) return abi.encodeCall(manager.setGrantDelay, (role, 0));
        if (which == 4) return abi.encodeCall(manager.setTargetAdminDelay, (address(coin), 0));
        if (which == 5) return abi.encodeCall(manager.updateAuthority, (address(coin), otherFace));
        if (which == 6) {
            return abi.encodeCall(manager.setTargetFunctionRole, (address(coin), selectors, type(uint64).max));
        }
        if (which == 7) return abi.encodeCall(manager.setTargetClosed, (address(coin), true));
        if (which == 8) {
            address victim = role == Roles.CANCELLER ? account : _anybody(seed >> 16);
            return abi.encodeCall(manager.revokeRole, (role, victim == canceller ? account : victim));
        }
        if (which == 9) return abi.encodeCall(manager.consumeScheduledOp, (account, hex"00000000"));
        if (which == 10) return abi.encodeCall(manager.labelRole, (role, "mine"));
        return abi.encodeCall(manager.renounceRole, (role, account));
    }

    function _role(uint256 seed) internal pure returns (uint64) {
        return uint64(seed % (Roles.ROLE_ADMIN + 1));
    }

    function _attacker(uint256 seed) internal view returns (address) {
        return attackers[seed % attackers.length];
    }

    function _isAttacker(address account) internal view returns (bool) {
        for (uint256 i = 0; i < attackers.length; ++i) if (attackers[i] == account) return true;
        return false;
    }

    /// @dev Everybody whom the roles are given to.
    function _people() internal view returns (address[8] memory) {
        return [maker, checker, onboarder, freezer, seizer, guard, canceller, board];
    }

    function _anybody(uint256 seed) internal view returns (address) {
        return _people()[seed % 8];
    }
}
