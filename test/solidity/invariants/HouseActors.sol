// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {HouseHolders} from "./HouseHolders.sol";

/// @notice The people of the house beside the holders.
contract HouseActors is HouseHolders {
    /// @dev How many of the holders, from the first: are customers; are ever frozen.
    uint256 private constant CUSTOMERS = 3;
    uint256 private constant FREEZABLE = 5;

    /// @dev A seizure, or a burning, that the seizer scheduled.
    struct Taking {
        address from;
        uint256 amount;
        bytes32 orderRef;
        bool burns;
        uint256 scheduledAt;
    }

    bytes32[] private _minted;
    Taking[] private _takings;

    function setUp() public override {
        super.setUp();
        address[] memory customers = _pair(alice, bob);
        vm.prank(onboarder);
        coin.addCustomers(customers, EVIDENCE);
        holders = [customer, alice, bob, stranger, maker, checker, board, address(registry), address(manager), custody];
    }

    /* ISSUANCE */

    /// @dev Deposits repeat now and then; amounts pass a limit now and then. Mostly somebody has seen to it that there is
    /// headroom.
    function mint(uint256 to, uint256 amount, uint256 deposit) external move {
        if (amount % 4 != 0 && _headroom() == 0) _publish(coin.everMinted() + 1 + (deposit % 1_000_000e6), 1 days);
        IStablecoinControl.MintOrder memory order = _order(0, keccak256(abi.encode("deposit", deposit % 512)));
        order.to = _customer(to);
        (, , uint256 available) = coin.rateLimit();
        uint256 headroom = _headroom();
        order.amount = 1 + _upTo(amount, available < headroom ? available : headroom);
        if (amount % 8 == 0) order.amount = amount % (2 * uint256(ORDER_CAP));
        bytes memory approval = _approve(order);
        vm.prank(maker);
        try coin.mint(order, checker, approval) {
            _enterMint(order.depositRef, order.amount);
            _minted.push(order.depositRef);
            _did("mint");
        } catch {}
    }

    /// @dev Up to four orders of one approval; now and then two are of one deposit.
    function mintBatch(uint256 count, uint256 to, uint256 amount, uint256 deposit) external move {
        if (_headroom() < 1e12) _publish(coin.everMinted() + 1e12, 1 days);
        IStablecoinControl.MintOrder[] memory orders = new IStablecoinControl.MintOrder[](1 + (count % 4));
        for (uint256 i = 0; i < orders.length; ++i) {
            uint256 drawn = (deposit % 512) + (deposit % 8 == 0 ? 0 : i);
            orders[i] = _order(1 + (amount % 50_000e6), keccak256(abi.encode("deposit", drawn % 512)));
            orders[i].to = _customer(addmod(to, i, CUSTOMERS));
        }
        bytes memory approval = _sign(checker, coin.mintBatchHash(orders));
        vm.prank(maker);
        try coin.mintBatch(orders, checker, approval) {
            for (uint256 i = 0; i < orders.length; ++i) {
                _enterMint(orders[i].depositRef, orders[i].amount);
                _minted.push(orders[i].depositRef);
            }
            _did("mintBatch");
        } catch {}
    }

    /// @dev A deposit minted before, for another customer and another amount, approved and all.
    function mintAgain(uint256 deposit, uint256 to) external move {
        if (_minted.length == 0) return;
        IStablecoinControl.MintOrder memory order = _order(1, _minted[deposit % _minted.length]);
        order.to = holders[to % CUSTOMERS];
        bytes memory approval = _approve(order);
        vm.prank(maker);
        try coin.mint(order, checker, approval) {
            _enterMint(order.depositRef, 1);
        } catch {
            _did("mintAgain refused");
        }
    }

    /// @dev A holder sends the maker tokens to redeem, and the maker burns them.
    function burn(uint256 amount, uint256 from) external move {
        address redeemer = _holder(from);
        uint256 value = _upTo(amount, coin.balanceOf(redeemer));
        vm.prank(redeemer);
        try coin.transfer(maker, value) {} catch {}
        vm.prank(maker);
        try coin.burn(value, keccak256("burn")) {
            book.burned += value;
            _did("burn");
        } catch {}
    }

    /// @dev A true report: mostly with headroom, sometimes below what was minted, sometimes a shortfall.
    function report(uint256 room, uint256 life) external move {
        uint256 minted = coin.everMinted();
        uint256 limit = minted + (room % 5_000_000e6);
        if (room % 8 == 0) limit = minted / 2;
        if (room % 8 == 1) limit = 0;
        _publish(limit, 1 hours + (life % 3 days));
        _did("report");
    }

    function _publish(uint256 limit, uint256 life) private {
        uint256 worst = coin.everMinted();
        if (limit > worst) worst = limit;
        uint256 carried = registry.lastReport().mintLimit;
        if (carried > worst) worst = carried;
        IReserveRegistry.ReserveReport memory report_ = _report(worst - coin.everBurned(), limit);
        report_.validUntil = uint64(_now() + life);
        if (limit == 0) report_.reserves /= 2;
        _submit(report_);
    }

    /* CONTROLS */

    function freeze(uint256 who) external move {
        address account = holders[who % FREEZABLE];
        if (coin.isFrozen(account)) return;
        vm.prank(freezer);
        coin.freeze(_one(account), ORDER_REF);
        _enterFreeze(account);
        _did("freeze");
    }

    /// @dev The board lifts all that stands in the way, two days after it said so.
    function relent() external move {
        address[] memory frozen = new address[](FREEZABLE);
        for (uint256 i = 0; i < FREEZABLE; ++i) frozen[i] = holders[i];
        bytes[3] memory calls = [
            abi.encodeCall(coin.unfreeze, (frozen, ORDER_REF)),
            abi.encodeCall(coin.unpauseTransfers, ()),
            abi.encodeCall(coin.unpauseIssuance, ())
        ];
        vm.startPrank(board);
        for (uint256 i = 0; i < 3; ++i) manager.schedule(address(coin), calls[i], 0);
        _skip(DELAY);
        for (uint256 i = 0; i < 3; ++i) {
            (bool lifted, ) = address(coin).call(calls[i]);
            vm.assertTrue(lifted);
        }
        vm.stopPrank();
        for (uint256 i = 0; i < FREEZABLE; ++i) frozenFrom[holders[i]] = 0;
        _did("relent");
    }

    /// @dev The seizer schedules to seize, or to burn, a part of what a holder has: mostly one who is frozen.
    function plan(uint256 who, uint256 amount, uint256 how) external move {
        _plan(who, amount, how);
        _did("plan");
    }

    /// @dev One of the last three scheduled takings is tried, or one scheduled now: mostly when it is due, sometimes at once,
    /// sometimes again.
    function take(uint256 which, uint256 amount, uint256 how, uint256 patience) external move {
        if (which % 4 != 0) _plan(which >> 8, amount, how);
        uint256 count = _takings.length;
        if (count == 0) return;
        Taking memory taking = _takings[count - 1 - (which % 4 != 0 || count < 3 ? 0 : (which >> 8) % 3)];
        uint256 due = taking.scheduledAt + DELAY;
        if (patience % 8 != 0 && _now() < due) vm.warp(due);
        (uint256 kept, uint256 supply) = (coin.balanceOf(custody), coin.totalSupply());
        vm.prank(seizer);
        (bool taken, ) = address(coin).call(_call(taking));
        if (!taken) {
            _did("take refused");
            return;
        }
        _enterTaking(taking.from, taking.amount, taking.scheduledAt);
        if (taking.burns) {
            book.burned += taking.amount;
            supply -= taking.amount;
        } else {
            kept += taking.amount;
        }
        if (coin.balanceOf(custody) != kept || coin.totalSupply() != supply) ++book.takenAstray;
        _did(taking.burns ? "burnFrozen" : "seize");
    }

    function pause(uint256 what) external move {
        // rarely: most of a campaign should not stand still
        if (what % 2 != 0) return;
        vm.prank(guard);
        what % 8 != 0 ? coin.pauseTransfers() : coin.pauseIssuance();
        _did("pause");
    }

    function admit() external move {
        address[] memory customers = new address[](CUSTOMERS);
        for (uint256 i = 0; i < CUSTOMERS; ++i) customers[i] = holders[i];
        vm.prank(onboarder);
        coin.addCustomers(customers, EVIDENCE);
        _did("admit");
    }

    function dismiss(uint256 who) external move {
        vm.prank(freezer);
        coin.removeCustomers(_one(holders[who % CUSTOMERS]), EVIDENCE);
        _did("dismiss");
    }

    function wait_(uint256 time) external move {
        _skip(time % 12 hours);
        _did("wait");
    }

    /// @dev A customer, who is hardly ever frozen.
    function _customer(uint256 index) private view returns (address account) {
        account = holders[index % CUSTOMERS];
        if (coin.isFrozen(account)) account = holders[addmod(index, 1, CUSTOMERS)];
    }

    function _plan(uint256 who, uint256 amount, uint256 how) private {
        // two of the holders alone, so that the others go about their business
        address account = holders[2 + (who % 2)];
        if (coin.balanceOf(account) == 0) account = holders[3 - (who % 2)];
        if (amount % 4 != 0 && !coin.isFrozen(account)) {
            vm.prank(freezer);
            coin.freeze(_one(account), ORDER_REF);
            _enterFreeze(account);
        }
        bytes32 orderRef = keccak256(abi.encode("seizure order", _takings.length));
        _takings.push(Taking(account, 1 + _upTo(amount, coin.balanceOf(account) / 2), orderRef, how % 2 == 0, _now()));
        vm.prank(seizer);
        manager.schedule(address(coin), _call(_takings[_takings.length - 1]), 0);
    }

    function _call(Taking memory taking) private view returns (bytes memory) {
        return
            taking.burns
                ? abi.encodeCall(coin.burnFrozen, (taking.from, taking.amount, taking.orderRef))
                : abi.encodeCall(coin.seize, (taking.from, taking.amount, taking.orderRef));
    }

    function _headroom() private view returns (uint256) {
        (uint256 limit, uint256 minted) = (registry.mintLimit(), coin.everMinted());
        return limit > minted ? limit - minted : 0;
    }
}
