// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {Revoker} from "../../contracts/access/Revoker.sol";
import {Roles} from "../../contracts/access/Roles.sol";
import {IReserveRegistry} from "../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoin, IStablecoinControl} from "../../contracts/token/IStablecoin.sol";
import {Cheats} from "./Cheats.sol";

/// @notice The real system, deployed and configured as design.md 2.2 says, from the tables of Roles.sol, set-back passed
/// and the deployer gone. Nothing here is a mock.
/// @dev With ATPAR_TEST_SHIPPED=true the contracts are created from typechain-types/, the bytecode that is shipped; with
/// ATPAR_TEST_CODE=<folder> from the folder's hexadecimal files, the mutants of `npm run mutation`; otherwise from the
/// artifacts of the build at hand, so that an edit is tested at once.
abstract contract Deployment is Cheats {
    /// @dev The delay D of everything that loosens, and the longest delay (seconds).
    uint32 internal constant DELAY = 2 days;
    uint32 internal constant UPGRADE_DELAY = 7 days;

    /// @dev Token units.
    uint96 internal constant ORDER_CAP = 1_000_000e6;
    uint208 internal constant RATE_CAPACITY = 2_000_000e6;
    uint48 internal constant RATE_WINDOW = 1 days;

    uint16 internal constant COVERAGE = 10_000;
    uint64 internal constant MAX_REPORT_AGE = 4 days;
    bytes32 internal constant DOMAIN_SALT = keccak256("Atpar test issuer, solidity tests");

    AccessManager internal manager;
    Revoker internal revoker;
    IStablecoinControl internal control;
    IStablecoin internal coin;
    IReserveRegistry internal registry;

    address internal deployer;
    address internal maker;
    address internal checker;
    address internal onboarder;
    address internal freezer;
    address internal seizer;
    address internal guard;
    address internal board;
    address internal canceller;
    address internal custody;

    address internal officer;
    address internal officer2;
    address internal custodian;
    address internal auditor;
    address internal auditor2;

    address internal customer;
    address internal alice;
    address internal bob;
    address internal stranger;

    function setUp() public virtual {
        vm.warp(1_790_000_000);
        _nameActors();
        _deploy();
        _configure();
        // Grant delays and target admin delays come into effect after AccessManager's set-back.
        _skip(manager.minSetback());
    }

    function _nameActors() private {
        (deployer, maker, checker) = (_actor("deployer"), _actor("maker"), _actor("checker"));
        (onboarder, freezer, seizer) = (_actor("onboarder"), _actor("freezer"), _actor("seizer"));
        (guard, board, canceller) = (_actor("guard"), _actor("board"), _actor("canceller"));
        custody = _actor("custody");
        (officer, officer2, custodian) = (_actor("officer"), _actor("officer2"), _actor("custodian"));
        (auditor, auditor2) = (_actor("auditor"), _actor("auditor2"));
        (customer, alice, bob, stranger) = (_actor("customer"), _actor("alice"), _actor("bob"), _actor("stranger"));
    }

    function _deploy() private {
        manager = AccessManager(
            _createProduct("AccessManager", "@openzeppelin/contracts/access/manager", abi.encode(deployer))
        );
        revoker = Revoker(_createProduct("Revoker", "contracts/access", abi.encode(manager)));
        control = IStablecoinControl(_createProduct("StablecoinControl", "contracts/token", ""));
        coin = _deployCoin("HKD Atpar", "HKDA", "HKD");
        registry = _deployRegistry(address(coin), "HKD");
    }

    function _deployCoin(
        string memory name,
        string memory symbol,
        string memory currency
    ) internal returns (IStablecoin) {
        bytes memory initialization = abi.encodeCall(
            IStablecoinControl.initialize,
            (address(manager), ORDER_CAP, RATE_CAPACITY, RATE_WINDOW, custody)
        );
        return
            IStablecoin(
                _createProduct(
                    "Stablecoin",
                    "contracts/token",
                    abi.encode(name, symbol, currency, address(control), initialization)
                )
            );
    }

    function _deployRegistry(address coin_, string memory currency) internal returns (IReserveRegistry) {
        return
            IReserveRegistry(
                _createProduct(
                    "ReserveRegistry",
                    "contracts/reserve",
                    abi.encode(
                        address(manager),
                        coin_,
                        currency,
                        DOMAIN_SALT,
                        COVERAGE,
                        MAX_REPORT_AGE,
                        _attestors(),
                        IReserveRegistry.Quorum({issuerOfficers: 1, custodians: 0, auditors: 1})
                    )
                )
            );
    }

    function _createProduct(
        string memory name,
        string memory folder,
        bytes memory constructorArguments
    ) internal returns (address) {
        string memory given = vm.envOr("ATPAR_TEST_CODE", "");
        if (bytes(given).length != 0) {
            string memory hexadecimal = vm.readFile(string.concat(given, "/", name, ".hex"));
            return _createFrom(vm.parseBytes(hexadecimal), constructorArguments);
        }
        if (!vm.envOr("ATPAR_TEST_SHIPPED", false)) {
            return _create(string.concat(name, ".sol:", name), constructorArguments);
        }
        string memory bindings = vm.readFile(
            string.concat("typechain-types/factories/", folder, "/", name, "__factory.ts")
        );
        string memory code = vm.split(vm.split(bindings, 'const _bytecode = "')[1], '"')[0];
        return _createFrom(vm.parseBytes(code), constructorArguments);
    }

    function _attestors() internal view returns (IReserveRegistry.Attestor[] memory attestors) {
        attestors = new IReserveRegistry.Attestor[](5);
        attestors[0] = IReserveRegistry.Attestor(officer, IReserveRegistry.AttestorClass.IssuerOfficer);
        attestors[1] = IReserveRegistry.Attestor(officer2, IReserveRegistry.AttestorClass.IssuerOfficer);
        attestors[2] = IReserveRegistry.Attestor(custodian, IReserveRegistry.AttestorClass.Custodian);
        attestors[3] = IReserveRegistry.Attestor(auditor, IReserveRegistry.AttestorClass.Auditor);
        attestors[4] = IReserveRegistry.Attestor(auditor2, IReserveRegistry.AttestorClass.Auditor);
    }

    /// @dev The plan of design.md 2.2, in the order in which a deployer without delay can still carry it out.
    function _configure() private {
        vm.startPrank(deployer);
        coin.setRegistry(address(registry));
        _assign(address(coin), Roles.coin());
        _assign(address(registry), Roles.registry());
        _assign(address(revoker), Roles.revoker());
        _assign(address(manager), Roles.manager());

        uint64[] memory operational = Roles.operational();
        for (uint256 i = 0; i < operational.length; ++i) manager.setRoleAdmin(operational[i], Roles.ROLE_ADMIN);
        uint64[] memory delayed = Roles.delayed();
        for (uint256 i = 0; i < delayed.length; ++i) manager.setRoleGuardian(delayed[i], Roles.CANCELLER);

        // ROLE_ADMIN, the admin of the operational roles, is the deployer's for the length of the plan.
        manager.grantRole(Roles.ROLE_ADMIN, deployer, 0);
        manager.grantRole(Roles.MINTER, maker, 0);
        manager.grantRole(Roles.MINT_APPROVER, checker, 0);
        manager.grantRole(Roles.ONBOARDER, onboarder, 0);
        manager.grantRole(Roles.FREEZER, freezer, 0);
        manager.grantRole(Roles.PAUSER, guard, 0);
        manager.grantRole(Roles.SEIZER, seizer, DELAY);
        manager.grantRole(Roles.LOOSENER, board, DELAY);
        manager.grantRole(Roles.UPGRADER, board, UPGRADE_DELAY);
        manager.grantRole(Roles.CANCELLER, canceller, 0);
        manager.grantRole(Roles.ROLE_ADMIN, address(revoker), 0);
        manager.grantRole(Roles.ROLE_ADMIN, board, DELAY);
        manager.grantRole(Roles.ADMIN, board, DELAY);

        // Operational grants wait the board's delay alone; an upgrader waits as long before acting as an upgrade does.
        manager.setGrantDelay(Roles.ADMIN, DELAY);
        manager.setGrantDelay(Roles.LOOSENER, DELAY);
        manager.setGrantDelay(Roles.UPGRADER, UPGRADE_DELAY);
        manager.setGrantDelay(Roles.CANCELLER, DELAY);
        manager.setGrantDelay(Roles.ROLE_ADMIN, DELAY);
        manager.setTargetAdminDelay(address(coin), UPGRADE_DELAY);
        manager.setTargetAdminDelay(address(registry), DELAY);
        manager.setTargetAdminDelay(address(revoker), DELAY);
        manager.setTargetAdminDelay(address(manager), DELAY);

        manager.renounceRole(Roles.ROLE_ADMIN, deployer);
        manager.renounceRole(Roles.ADMIN, deployer);
        vm.stopPrank();
    }

    function _assign(address target, Roles.Assignment[] memory table) private {
        for (uint256 i = 0; i < table.length; ++i) {
            manager.setTargetFunctionRole(target, table[i].selectors, table[i].role);
        }
    }

    /// @dev Schedules `data` as `caller`, waits out the delay, calls `target` as `caller`.
    function _scheduled(address caller, address target, bytes memory data, uint32 delay) internal {
        vm.prank(caller);
        manager.schedule(target, data, 0);
        _skip(delay);
        vm.prank(caller);
        (bool done, bytes memory reason) = target.call(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(reason, 0x20), mload(reason))
            }
        }
    }

    /// @dev The board loosens something on the coin: two days after it said so.
    function _asBoard(address target, bytes memory data) internal {
        _scheduled(board, target, data, DELAY);
    }

    /// @dev The board grants an operational role, which is in force when its delay is over.
    function _grant(uint64 role, address account, uint32 executionDelay) internal {
        _asBoard(address(manager), abi.encodeCall(manager.grantRole, (role, account, executionDelay)));
    }

    /// @dev A second coin of the issuer, its selectors mapped by the board; it has no registry yet.
    function _secondCoin() internal returns (IStablecoin second) {
        second = _deployCoin("USD Atpar", "USDA", "USD");
        Roles.Assignment[] memory table = Roles.coin();
        for (uint256 i = 0; i < table.length; ++i) {
            _asBoard(
                address(manager),
                abi.encodeCall(manager.setTargetFunctionRole, (address(second), table[i].selectors, table[i].role))
            );
        }
    }
}
