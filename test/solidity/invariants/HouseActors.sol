// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../../contracts/reserve/IReserveRegistry.sol";
import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Rules} from "./Rules.sol";

/// @notice The people of the house and the holders, each move one call of theirs, its arguments drawn by the runner. Most
/// moves are such that they can succeed; some are not, on purpose.
contract HouseActors is Rules {
    /// @dev How many of the holders, from the first: are customers; are ever frozen; have keys.
    uint256 private constant CUSTOMERS = 3;
    uint256 private constant FREEZABLE = 5;
    uint256 private constant KEYED = 7;

    bytes32[] private _minted;

    function setUp() public override {
        super.setUp();
        address[] memory customers = _pair(alice, bob);
        vm.prank(onboarder);
        coin.addCustomers(customers, EVIDENCE);
        holders = [customer, alice, bob, stranger, maker, checker, board, address(registry), address(manager)];
    }

    /* HOLDERS */

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
        address payer = holders[from % KEYED];
        address payee = _payee(to);
        uint256 value = _upTo(amount, coin.balanceOf(payer));
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
                ),
                payer,
                payee,
                value,
                0,
                type(uint256).max,
                bytes32(nonce)
            )
        );
        bytes memory signature = _sign(
            payer,
            keccak256(abi.encodePacked(hex"1901", coin.DOMAIN_SEPARATOR(), structHash))
        );
        try coin.transferWithAuthorization(payer, payee, value, 0, type(uint256).max, bytes32(nonce), signature) {
            _did("pay");
        } catch {}
    }

    /* ISSUANCE */

    /// @dev Deposits repeat now and then; amounts pass a limit now and then. Mostly somebody has seen to it that there is
    /// headroom.
    function mint(uint256 to, uint256 amount, uint256 deposit) external move {
        if (amount % 4 != 0 && _headroom() == 0) _publish(coin.everMinted() + 1 + (deposit % 1_000_000e6), 1 days);
        IStablecoinControl.MintOrder memory order = _order(0, keccak256(abi.encode("deposit", deposit % 512)));
        order.to = holders[to % CUSTOMERS];
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
        _did("relent");
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

    function _holder(uint256 index) private view returns (address) {
        return holders[index % holders.length];
    }

    /// @dev Sometimes who can never be paid.
    function _payee(uint256 index) private view returns (address) {
        if (index % 32 == 0) return address(0);
        if (index % 32 == 1) return address(coin);
        return _holder(index);
    }

    function _headroom() private view returns (uint256) {
        (uint256 limit, uint256 minted) = (registry.mintLimit(), coin.everMinted());
        return limit > minted ? limit - minted : 0;
    }

    function _upTo(uint256 seed, uint256 most) private pure returns (uint256) {
        if (most > ORDER_CAP / 4) most = ORDER_CAP / 4;
        return most == 0 ? 0 : seed % (most + 1);
    }
}
