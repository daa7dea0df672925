// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {StablecoinControl} from "../../../contracts/token/StablecoinControl.sol";

/// @notice The issuer's face after an upgrade that answers holder functions too: `transfer` works and says so, the others
/// only say that they were reached. Which of them are moved is what `movedFunctions` answers, set by each test.
contract StablecoinControlV2 is StablecoinControl {
    event TransferredByV2(address from);

    error AnsweredByV2(bytes4 selector);

    function transfer(address to, uint256 value) external returns (bool) {
        _debit(_msgSender(), value, 0);
        _credit(to, value);
        emit IERC20.Transfer(_msgSender(), to, value);
        emit TransferredByV2(_msgSender());
        return true;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        revert AnsweredByV2(msg.sig);
    }

    function transferWithAuthorization(
        address,
        address,
        uint256,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external pure {
        revert AnsweredByV2(msg.sig);
    }

    function transferWithAuthorization(
        address,
        address,
        uint256,
        uint256,
        uint256,
        bytes32,
        bytes calldata
    ) external pure {
        revert AnsweredByV2(msg.sig);
    }

    function receiveWithAuthorization(
        address,
        address,
        uint256,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external pure {
        revert AnsweredByV2(msg.sig);
    }

    function receiveWithAuthorization(
        address,
        address,
        uint256,
        uint256,
        uint256,
        bytes32,
        bytes calldata
    ) external pure {
        revert AnsweredByV2(msg.sig);
    }

    function cancelAuthorization(address, bytes32, uint8, bytes32, bytes32) external pure {
        revert AnsweredByV2(msg.sig);
    }

    function cancelAuthorization(address, bytes32, bytes calldata) external pure {
        revert AnsweredByV2(msg.sig);
    }
}
