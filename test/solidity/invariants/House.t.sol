// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Campaign} from "./Campaign.sol";
import {HouseActors} from "./HouseActors.sol";
import {HouseHolders} from "./HouseHolders.sol";

/// @notice Holders, maker, checker, compliance, seizer, guard, board and a reporter at work, in any order.
contract HouseInvariantTest is Campaign {
    function setUp() public {
        actors = HouseActors(_create("HouseActors.sol:HouseActors", ""));
        actors.setUp();
    }

    function _moves() internal pure override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](19);
        selectors[0] = HouseHolders.transfer.selector;
        selectors[1] = HouseHolders.transferFrom.selector;
        selectors[2] = HouseHolders.pay.selector;
        selectors[3] = HouseActors.mint.selector;
        selectors[4] = HouseActors.mintAgain.selector;
        selectors[5] = HouseActors.burn.selector;
        selectors[6] = HouseActors.report.selector;
        selectors[7] = HouseActors.freeze.selector;
        selectors[8] = HouseActors.relent.selector;
        selectors[9] = HouseActors.pause.selector;
        selectors[10] = HouseActors.admit.selector;
        selectors[11] = HouseActors.dismiss.selector;
        selectors[12] = HouseActors.wait_.selector;
        selectors[13] = HouseHolders.payBatch.selector;
        selectors[14] = HouseHolders.permit.selector;
        selectors[15] = HouseHolders.cancelPermits.selector;
        selectors[16] = HouseActors.mintBatch.selector;
        selectors[17] = HouseActors.plan.selector;
        selectors[18] = HouseActors.take.selector;
    }

    function _mustHappen() internal pure override returns (string[] memory names) {
        names = new string[](23);
        (names[0], names[1], names[2], names[3]) = ("transfer", "transferFrom", "pay", "mint");
        (names[4], names[5], names[6], names[7]) = ("mintAgain refused", "burn", "report", "freeze");
        (names[8], names[9], names[10], names[11]) = ("relent", "pause", "admit", "dismiss");
        (names[12], names[13], names[14], names[15]) = ("wait", "payBatch", "payBatch skipped", "permit");
        (names[16], names[17], names[18]) = ("cancelPermits", "cancelPermits refused", "mintBatch");
        (names[19], names[20], names[21], names[22]) = ("plan", "take refused", "seize", "burnFrozen");
    }
}
