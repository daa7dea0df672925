// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A token of somebody else's.
contract StrayToken is ERC20 {
    constructor() ERC20("Stray", "STR") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice One of the old kind, whose `transfer` answers nothing.
contract SilentToken {
    mapping(address account => uint256 balance) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice One whose `transfer` does nothing, and says so.
contract RefusingToken {
    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }
}
