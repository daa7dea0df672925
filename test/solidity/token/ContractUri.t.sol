// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {IERC7572, IStablecoinControl} from "../../../contracts/token/IStablecoin.sol";
import {Deployment} from "../Deployment.sol";

/// @notice ERC-7572.
contract ContractUriTest is Deployment {
    string private constant FIRST = "ipfs://first";
    string private constant SECOND =
        "https://issuer.example/coins/hkda/a-description-longer-than-one-storage-word.json";

    function test_contractURI_isEmptyAtFirst() public view {
        vm.assertEq(coin.contractURI(), "");
    }

    function test_setContractURI_isTheBoardsAfterTheDelayAndEmitsOldAndNew() public {
        string[3] memory uris = [FIRST, SECOND, ""];
        string memory old = "";
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(board);
            manager.schedule(address(coin), abi.encodeCall(coin.setContractURI, (uris[i])), 0);
            _skip(DELAY);
            vm.expectEmit(address(coin));
            emit IStablecoinControl.ContractURIChanged(old, uris[i]);
            vm.expectEmit(address(coin));
            emit IERC7572.ContractURIUpdated();
            vm.prank(board);
            coin.setContractURI(uris[i]);
            vm.assertEq(coin.contractURI(), uris[i]);
            old = uris[i];
        }
    }

    /// @dev The event as the standard has it, with no figures of its own.
    function test_contractURIUpdated_isTheStandardsEvent() public pure {
        vm.assertEq(IERC7572.ContractURIUpdated.selector, keccak256("ContractURIUpdated()"));
        vm.assertEq(bytes32(IERC7572.contractURI.selector), bytes32(bytes4(keccak256("contractURI()"))));
    }

    function test_setContractURI_refusedForOthers() public {
        address[4] memory others = [guard, maker, onboarder, alice];
        for (uint256 i = 0; i < 4; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            coin.setContractURI(FIRST);
        }
        vm.assertEq(coin.contractURI(), "");
    }
}
