// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Roles} from "../../../contracts/access/Roles.sol";
import {Standings} from "./Standings.sol";

/// @notice Attackers who hold some people's keys and try everything with them: directly, by the manager's execute, by
/// schedule and patience, and by its multicall. The canceller, unless one of them, vetoes whatever is scheduled.
contract KeyHolders is Standings {
    struct Waiting {
        address caller;
        address target;
        bytes data;
    }

    /// @notice The first sentence broken, "" if none.
    string public violation;
    mapping(string what => uint256 times) public done;

    mapping(address target => mapping(bytes4 selector => bool)) private _tried;

    Waiting[] private _waiting;
    uint256 private _members;

    function setUp() public override {
        super.setUp();
        _fund(frozenHolder, 1_000e6);
        _fund(maker, 1_000e6);
        vm.prank(freezer);
        coin.freeze(_one(frozenHolder), ORDER_REF);
        // what is paused must stay so
        vm.startPrank(guard);
        coin.pauseTransfers();
        vm.stopPrank();
        // as long as a seizure has to have been possible
        _skip(DELAY);
        _allow(20_000_000e6);
    }

    /// @notice Takes the keys of these people (indices of `_people`), and alice to help.
    function hold(uint256 first, uint256 second) external {
        delete attackers;
        attackers.push(_people()[first]);
        if (second != first) attackers.push(_people()[second]);
        attackers.push(alice);
        vm.prank(onboarder);
        coin.addCustomers(attackers, EVIDENCE);
        _members = _membership();
    }

    function play(uint256 seed, uint256 length) external {
        for (uint256 i = 0; i < length && bytes(violation).length == 0; ++i) {
            Standing memory before = _stand();
            bool waited = _move(uint256(keccak256(abi.encode(seed, i))));
            _compare(before, _stand(), waited);
        }
    }

    /// @notice A selector of the role table that nobody has tried, zero if there is none.
    function untried() external view returns (bytes4 selector) {
        selector = _untried(address(coin), Roles.coin());
        if (selector == 0) selector = _untried(address(registry), Roles.registry());
        if (selector == 0) selector = _untried(address(revoker), Roles.revoker());
        if (selector == 0) selector = _untried(address(manager), Roles.manager());
    }

    function _untried(address target, Roles.Assignment[] memory table) private view returns (bytes4) {
        for (uint256 i = 0; i < table.length; ++i) {
            for (uint256 j = 0; j < table[i].selectors.length; ++j) {
                if (!_tried[target][table[i].selectors[j]]) return table[i].selectors[j];
            }
        }
        return 0;
    }

    /* MOVES */

    function _move(uint256 seed) private returns (bool waited) {
        uint256 how = (seed >> 200) % 6;
        address caller = _attacker(seed >> 208);
        if (how == 5 && _waiting.length > 0) {
            _patience(seed);
            return true;
        }
        (address target, bytes memory data) = _target(seed >> 1);
        _tried[target][bytes4(data)] = true;
        if (how <= 1) _note("directly", _send(caller, target, data));
        if (how == 2) _note("execute", _send(caller, address(manager), _execution(target, data)));
        if (how == 3) _schedule(caller, target, data);
        if (how >= 4) _multicall(caller, target, data);
    }

    function _schedule(address caller, address target, bytes memory data) private {
        bool taken = _send(caller, address(manager), abi.encodeCall(manager.schedule, (target, data, 0)));
        _note("schedule", taken);
        if (taken) _afterSchedule(caller, target, data);
    }

    /// @dev The canceller sees all that is scheduled, in time. It has no veto of `setAuthority`, which the contracts refuse, of
    /// `revokeRole`, which is meant so, and of a role's label, which is a name.
    function _afterSchedule(address caller, address target, bytes memory data) private {
        _waiting.push(Waiting(caller, target, data));
        if (_isAttacker(canceller)) return;
        _note("veto", _send(canceller, address(manager), abi.encodeCall(manager.cancel, (caller, target, data))));
    }

    /// @dev Scheduled and carried out in one breath, or two calls at once.
    function _multicall(address caller, address target, bytes memory data) private {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(manager.schedule, (target, data, 0));
        calls[1] = target == address(manager) ? data : _execution(target, data);
        bool taken = _send(caller, address(manager), abi.encodeCall(manager.multicall, (calls)));
        if (taken) _afterSchedule(caller, target, data);
        bytes[] memory alone = new bytes[](1);
        alone[0] = calls[1];
        taken = _send(caller, address(manager), abi.encodeCall(manager.multicall, (alone))) || taken;
        _note("multicall", taken);
    }

    /// @dev Waits out the longest delay and tries what was scheduled once, directly or by execute.
    function _patience(uint256 seed) private {
        Waiting memory waiting = _waiting[seed % _waiting.length];
        _skip((seed >> 16) % 2 == 0 ? DELAY : UPGRADE_DELAY);
        bool taken = _send(waiting.caller, waiting.target, waiting.data);
        if (!taken) taken = _send(waiting.caller, address(manager), _execution(waiting.target, waiting.data));
        _note("patience", taken);
    }

    function _execution(address target, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(manager.execute, (target, data));
    }

    function _send(address caller, address target, bytes memory data) private returns (bool taken) {
        vm.prank(caller);
        (taken, ) = target.call(data);
    }

    function _note(string memory what, bool taken) private {
        ++done[string.concat(what, taken ? " taken" : " refused")];
    }

    /* THE SENTENCES */

    function _compare(Standing memory before, Standing memory now_, bool waited) private {
        if (now_.everMinted != before.everMinted) return _broken("minted without maker and checker");
        if (now_.frozenBalance < before.frozenBalance) return _broken("a frozen balance fell");
        if (before.flags & ~now_.flags != 0) return _broken("a freeze or a pause was lifted");
        bool looser =
            now_.orderCap > before.orderCap ||
                now_.capacity > before.capacity ||
                now_.window < before.window ||
                now_.coverage < before.coverage ||
                now_.maxReportAge > before.maxReportAge ||
                (!waited && now_.available > before.available);
        if (looser || now_.gate != before.gate) return _broken("the mint gate was loosened");
        if (now_.code != before.code) return _broken("implementation, authority or custody changed");
        if (now_.configuration != before.configuration) return _broken("the configuration of roles changed");
        uint256 members = _membership();
        if (members & ~_members != 0) return _broken("somebody gained a role");
        _members = members;
    }

    function _broken(string memory sentence) private {
        violation = sentence;
    }
}
