// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Campaign} from "./Campaign.sol";
import {CheckerAlone, HostileActors, MakerAlone} from "./HostileActors.sol";

/// @notice No sequence of calls by holders and one of maker or checker mints, or takes a frozen holder's tokens.
abstract contract AloneCampaign is Campaign {
    function _moves() internal pure override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](10);
        selectors[0] = HostileActors.mintOwn.selector;
        selectors[1] = HostileActors.mintPast.selector;
        selectors[2] = HostileActors.loosen.selector;
        selectors[3] = HostileActors.grant.selector;
        selectors[4] = HostileActors.report.selector;
        selectors[5] = HostileActors.transfer.selector;
        selectors[6] = HostileActors.reportTruly.selector;
        selectors[7] = HostileActors.wait_.selector;
        selectors[8] = HostileActors.mintBatchOwn.selector;
        selectors[9] = HostileActors.take.selector;
    }

    function _mustHappen() internal pure override returns (string[] memory names) {
        names = new string[](11);
        (names[0], names[1], names[2], names[3]) = ("mintOwn", "mintPast", "loosen", "grant");
        (names[4], names[5], names[6], names[7]) = ("report", "transfer", "reportTruly", "wait");
        (names[8], names[9], names[10]) = ("refused", "mintBatchOwn", "take");
    }
}

contract MakerAloneInvariantTest is AloneCampaign {
    function setUp() public {
        actors = MakerAlone(_create("HostileActors.sol:MakerAlone", ""));
        actors.setUp();
    }
}

contract CheckerAloneInvariantTest is AloneCampaign {
    function setUp() public {
        actors = CheckerAlone(_create("HostileActors.sol:CheckerAlone", ""));
        actors.setUp();
    }
}
