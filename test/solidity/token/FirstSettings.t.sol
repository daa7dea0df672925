// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Deployment} from "../Deployment.sol";
import {Vm} from "../Vm.sol";

/// @notice A new coin announces its first settings as changes from nothing, so that its events alone tell every setting.
contract FirstSettingsTest is Deployment {
    Vm.Log[] private logs;

    function setUp() public override {
        super.setUp();
        vm.recordLogs();
        address created = address(_deployCoin("USD Atpar", "USDA", "USD"));
        Vm.Log[] memory recorded = vm.getRecordedLogs();
        for (uint256 i = 0; i < recorded.length; ++i) {
            if (recorded[i].emitter == created) logs.push(recorded[i]);
        }
    }

    function test_firstSettings_orderCap() public view {
        _announced(IStablecoinControl.OrderCapChanged.selector, abi.encode(0, ORDER_CAP));
    }

    function test_firstSettings_rateLimit() public view {
        _announced(IStablecoinControl.RateLimitChanged.selector, abi.encode(0, 0, RATE_CAPACITY, RATE_WINDOW));
    }

    function test_firstSettings_spenderCheck() public view {
        _announced(IStablecoinControl.SpenderCheckChanged.selector, abi.encode(true));
    }

    function test_firstSettings_custody() public view {
        bytes32[] memory topics = _announced(IStablecoinControl.CustodyChanged.selector, "");
        vm.assertEq(topics[1], bytes32(0));
        vm.assertEq(topics[2], bytes32(uint256(uint160(custody))));
    }

    /// @dev Exactly one such event, with these figures.
    function _announced(bytes32 selector, bytes memory figures) private view returns (bytes32[] memory topics) {
        uint256 count = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != selector) continue;
            ++count;
            topics = logs[i].topics;
            vm.assertEq(keccak256(logs[i].data), keccak256(figures));
        }
        vm.assertEq(count, 1);
    }
}
