// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Cheats} from "../Cheats.sol";
import {Rules} from "./Rules.sol";

/// @notice What the runner asks an invariant test: which functions of which contract to call.
abstract contract Campaign is Cheats {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Rules internal actors;

    /// @dev The moves drawn from.
    function _moves() internal pure virtual returns (bytes4[] memory selectors);

    /// @dev What must happen in a run of 500 moves, several times.
    function _mustHappen() internal pure virtual returns (string[] memory names);

    /// @dev One invariant for every rule: the runner plays a whole campaign for each invariant function.
    function invariant_everyRuleHolds() public view {
        vm.assertEq(actors.violation(), "");
    }

    /// @dev A campaign that did nothing proves nothing. Short runs are replays of an earlier failure.
    function afterInvariant() public view {
        if (actors.moves() >= 400) vm.assertTrue(actors.successes() >= 100, "too few moves succeeded");
    }

    /// @dev One run like the runner's, but drawn here, so that it is the same every time: each move comes to what it is for.
    function test_campaign_exercisesEveryMove() public {
        bytes4[] memory selectors = _moves();
        for (uint256 i = 0; i < 500; ++i) {
            bytes32 seed = keccak256(abi.encode("campaign", i));
            bytes memory arguments = "";
            for (uint256 j = 0; j < 5; ++j) arguments = bytes.concat(arguments, keccak256(abi.encode(seed, j)));
            (bool done, ) = address(actors).call(bytes.concat(selectors[uint256(seed) % selectors.length], arguments));
            vm.assertTrue(done, "a move failed altogether");
        }
        string[] memory names = _mustHappen();
        for (uint256 i = 0; i < names.length; ++i) vm.assertTrue(actors.done(names[i]) >= 5, names[i]);
        vm.assertEq(actors.violation(), "");
    }

    function targetContracts() external view returns (address[] memory) {
        return _one(address(actors));
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(actors), _moves());
    }
}
