// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IReserveRegistry} from "../../contracts/reserve/IReserveRegistry.sol";

/// @notice Says what a bad registry would say: no limit at all. A fault to be seeded, not a stand-in for the real one.
contract LimitlessRegistry {
    address public immutable coin;

    constructor(address coin_) {
        coin = coin_;
    }

    function currency() external pure returns (string memory) {
        return "HKD";
    }

    function lastReport() external pure returns (IReserveRegistry.Acceptance memory last) {
        last.sequence = type(uint64).max;
    }

    function mintLimit() external pure returns (uint256) {
        return type(uint256).max;
    }
}
