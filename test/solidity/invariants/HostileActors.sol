// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {Roles} from "../../../contracts/access/Roles.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {ContractWallet} from "../ContractWallet.sol";
import {LimitlessRegistry} from "../LimitlessRegistry.sol";
import {Rules} from "./Rules.sol";

/// @notice Attackers with some keys but not both of maker and checker, who try everything to make tokens. Whatever they
/// do, `everMinted` must stand still. Some of their moves are honest, so that there are balances to play with.
abstract contract HostileActors is Rules {
    address[] internal attackers;
    address private _wallet;
    LimitlessRegistry private _limitless;

    /// @dev Mints of the days before, with their approvals: the attackers know them all.
    IStablecoinControl.MintOrder[] private _past;
    bytes[] private _pastApprovals;

    /// @dev Whose keys they have, beside alice's and bob's.
    function _attacker() internal view virtual returns (address[] memory);

    function setUp() public override {
        super.setUp();
        holders = [customer, alice, bob, stranger, maker, checker, board, address(registry), address(manager), custody];
        attackers = _attacker();
        attackers.push(alice);
        attackers.push(bob);
        _wallet = address(new ContractWallet(alice, bob));
        _limitless = new LimitlessRegistry(address(coin));
        holders.push(_wallet);
        vm.prank(onboarder);
        coin.addCustomers(_pair(alice, bob), EVIDENCE);
        address[3] memory recipients = [alice, bob, maker];
        for (uint256 i = 0; i < recipients.length; ++i) {
            IStablecoinControl.MintOrder memory order = _order(100_000e6, keccak256(abi.encode("past", i)));
            order.deadline = _now() + 1 days;
            bytes memory approval = _approve(order);
            vm.prank(maker);
            coin.mint(order, checker, approval);
            _enterMint(order.depositRef, order.amount);
            _past.push(order);
            _pastApprovals.push(approval);
            vm.prank(customer);
            coin.transfer(recipients[i], order.amount);
        }
        _freezeStranger();
    }

    /// @dev Enters whatever the counter rose by.
    modifier hostile() {
        uint256 before = coin.everMinted();
        _;
        book.mintedByOthers += coin.everMinted() - before;
    }

    /* MINTING */

    /// @dev An order of their own, under their own signatures, in the name of whom they like.
    function mintOwn(
        uint256 by,
        uint256 inTheNameOf,
        uint256 signer,
        uint256 amount,
        bytes32 depositRef
    ) external move hostile {
        address sender = _pick(by, attackers);
        IStablecoinControl.MintOrder memory order = _order(amount % 50_000e6, depositRef);
        order.to = by % 2 == 0 ? alice : bob;
        order.maker = inTheNameOf % 4 == 0 ? maker : sender;
        bytes memory approval = _spoilt(_sign(_pick(signer, attackers), coin.mintOrderHash(order)), signer);
        address approver = _approver(inTheNameOf, sender);
        _attempt(sender, address(coin), abi.encodeCall(coin.mint, (order, approver, approval)), amount);
        _did("mintOwn");
    }

    /// @dev An order of the past with its true approval, one field changed or none.
    function mintPast(uint256 by, uint256 which, uint256 field, uint256 value) external move hostile {
        IStablecoinControl.MintOrder memory order = _past[which % _past.length];
        field %= 6;
        if (field == 1) order.to = _pick(value, attackers);
        if (field == 2) order.amount = value % 50_000e6;
        if (field == 3) order.depositRef = bytes32(value);
        if (field == 4) order.evidence = bytes32(value);
        if (field == 5) order.deadline = _now();
        address sender = _pick(by, attackers);
        order.maker = by % 3 == 0 ? sender : order.maker;
        bytes memory data = abi.encodeCall(coin.mint, (order, checker, _pastApprovals[which % _past.length]));
        _attempt(sender, address(coin), data, value);
        _did("mintPast");
    }

    /// @dev Up to three orders of their own under one signature of theirs, in the name of whom they like; now and then the
    /// true approval of one past order for a batch of it.
    function mintBatchOwn(uint256 by, uint256 inTheNameOf, uint256 signer, bytes32 depositRef) external move hostile {
        address sender = _pick(by, attackers);
        IStablecoinControl.MintOrder[] memory orders = new IStablecoinControl.MintOrder[](1 + (signer % 3));
        for (uint256 i = 0; i < orders.length; ++i) {
            orders[i] = _order(1e6 + i, keccak256(abi.encode(depositRef, i)));
            orders[i].to = by % 2 == 0 ? alice : bob;
            orders[i].maker = inTheNameOf % 4 == 0 ? maker : sender;
        }
        bytes memory approval = _spoilt(_sign(_pick(signer, attackers), coin.mintBatchHash(orders)), signer);
        if (signer % 9 == 0) (orders[0], approval) = (_past[by % _past.length], _pastApprovals[by % _past.length]);
        bytes memory data = abi.encodeCall(coin.mintBatch, (orders, _approver(inTheNameOf, sender), approval));
        _attempt(sender, address(coin), data, uint256(depositRef));
        _did("mintBatchOwn");
    }

    /* TAKING */

    /// @dev The frozen stranger's tokens, to custody or out of the world.
    function take(uint256 by, uint256 amount, uint256 how) external move hostile {
        amount = 1 + (amount % coin.balanceOf(stranger));
        bytes memory data =
            amount % 2 == 0
                ? abi.encodeCall(coin.burnFrozen, (stranger, amount, ORDER_REF))
                : abi.encodeCall(coin.seize, (stranger, amount, ORDER_REF));
        _attempt(_pick(by, attackers), address(coin), data, how);
        _did("take");
    }

    /* TAKING OVER */

    function loosen(uint256 by, uint256 what, uint256 how) external move hostile {
        bytes[] memory calls = new bytes[](11);
        calls[0] = abi.encodeCall(coin.setRegistry, (address(_limitless)));
        calls[1] = abi.encodeCall(coin.raiseOrderCap, (type(uint96).max));
        calls[2] = abi.encodeCall(coin.raiseRateLimit, (type(uint112).max, 1));
        calls[3] = abi.encodeCall(coin.upgradeToAndCall, (address(_limitless), ""));
        calls[4] = abi.encodeCall(coin.setAuthority, (address(_limitless)));
        calls[5] = abi.encodeCall(coin.initialize, (alice, type(uint96).max, type(uint112).max, 1, alice));
        calls[6] = abi.encodeCall(coin.addCustomers, (attackers, EVIDENCE));
        calls[7] = abi.encodeCall(coin.unpauseIssuance, ());
        calls[8] = abi.encodeCall(coin.unfreeze, (_one(stranger), ORDER_REF));
        calls[9] = abi.encodeCall(coin.setCustody, (alice));
        calls[10] = abi.encodeCall(coin.rescue, (address(coin), alice, 1));
        _attempt(_pick(by, attackers), address(coin), calls[what % calls.length], how);
        _did("loosen");
    }

    function grant(uint256 by, uint256 what, uint256 role, uint256 how) external move hostile {
        address sender = _pick(by, attackers);
        uint64 id = uint64(role % (Roles.ROLE_ADMIN + 1));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = coin.mint.selector;
        bytes[] memory calls = new bytes[](6);
        calls[0] = abi.encodeCall(manager.grantRole, (id, sender, 0));
        calls[1] = abi.encodeCall(manager.setRoleAdmin, (id, Roles.MINTER));
        calls[2] = abi.encodeCall(manager.setTargetFunctionRole, (address(coin), selectors, type(uint64).max));
        calls[3] = abi.encodeCall(manager.updateAuthority, (address(coin), sender));
        calls[4] = abi.encodeCall(manager.setRoleGuardian, (id, Roles.MINTER));
        calls[5] = abi.encodeCall(manager.revokeRole, (id, board));
        _attempt(sender, address(manager), calls[what % calls.length], how);
        _did("grant");
    }

    /// @dev A report of their own making: nobody of theirs is an attestor.
    function report(uint256 by, uint256 limit) external move hostile {
        IReserveRegistry.ReserveReport memory report_ = _report(type(uint112).max, limit % type(uint112).max);
        bytes[] memory signatures = _signatures(report_, _pair(_pick(by, attackers), _pick(by + 1, attackers)));
        _attempt(
            _pick(by, attackers),
            address(registry),
            abi.encodeCall(registry.submitReport, (report_, signatures)),
            0
        );
        _did("report");
    }

    /* LIFE GOES ON */

    function transfer(uint256 from, uint256 to, uint256 amount) external move hostile {
        address payer = _pick(from, attackers);
        uint256 balance = coin.balanceOf(payer);
        vm.prank(payer);
        try coin.transfer(_pick(to, holders), balance == 0 ? 0 : amount % (balance + balance / 8)) {
            _did("transfer");
        } catch {}
    }

    /// @dev The attestors publish, so that there is headroom to steal.
    function reportTruly(uint256 room) external move hostile {
        _allow(coin.everMinted() + 1 + (room % 1_000_000e6));
        _did("reportTruly");
    }

    function wait_(uint256 time) external move {
        _skip(time % 6 hours);
        _did("wait");
    }

    /// @dev Somebody is frozen, with tokens worth taking.
    function _freezeStranger() private {
        vm.prank(alice);
        coin.transfer(stranger, 50_000e6);
        vm.prank(freezer);
        coin.freeze(_one(stranger), ORDER_REF);
        _enterFreeze(stranger);
    }

    function _approver(uint256 index, address sender) private view returns (address) {
        address[6] memory names = [checker, maker, _wallet, sender, address(manager), address(0)];
        return names[index % 6];
    }

    /// @dev Now and then a signature twice as long, or with a wrong last byte.
    function _spoilt(bytes memory signature, uint256 how) private pure returns (bytes memory) {
        if (how % 8 == 0) return bytes.concat(signature, signature);
        if (how % 8 == 1) signature[64] = bytes1(uint8(signature[64]) ^ 7);
        return signature;
    }

    /// @dev Directly, through the manager, or scheduled first.
    function _attempt(address sender, address target, bytes memory data, uint256 how) internal {
        vm.startPrank(sender);
        bool taken;
        if (how % 3 == 0) (taken, ) = target.call(data);
        if (how % 3 == 1) (taken, ) = address(manager).call(abi.encodeCall(manager.execute, (target, data)));
        if (how % 3 == 2) (taken, ) = address(manager).call(abi.encodeCall(manager.schedule, (target, data, 0)));
        vm.stopPrank();
        if (!taken) _did("refused");
    }

    function _pick(uint256 index, address[] storage list) internal view returns (address) {
        return list[index % list.length];
    }
}

/// @notice The maker, gone bad, with holders to help.
contract MakerAlone is HostileActors {
    function _attacker() internal view override returns (address[] memory) {
        return _one(maker);
    }
}

/// @notice The checker, gone bad, with holders to help.
contract CheckerAlone is HostileActors {
    function _attacker() internal view override returns (address[] memory) {
        return _one(checker);
    }
}
