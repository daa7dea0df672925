// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

import {ILedgerErrors} from "../../../contracts/token/IStablecoin.sol";

/// @notice The coin's rules for holders, written a second time and plainly: OpenZeppelin's parts on their own storage, a
/// flag, a blacklist. Nothing of contracts/ runs here; only the names of two errors are shared.
contract ReferenceCoin is ERC20, ERC20Permit, ERC3009, ILedgerErrors {
    bool public paused;
    bool public checksSpender = true;
    mapping(address account => bool) public frozen;

    /// @dev The other coin's address: what may never be paid there may never be paid here.
    address private immutable _never;

    constructor(string memory name, address never) ERC20(name, "") ERC20Permit(name) {
        _never = never;
    }

    function mint(address to, uint256 value) external {
        _mint(to, value);
    }

    function setPaused(bool to) external {
        paused = to;
    }

    function setChecksSpender(bool to) external {
        checksSpender = to;
    }

    function setFrozen(address account, bool to) external {
        frozen[account] = to;
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        _checkSpender(_msgSender());
        return super.transferFrom(from, to, value);
    }

    function _update(address from, address to, uint256 value) internal virtual override {
        if (from == address(0)) return super._update(from, to, value);
        _checkPause();
        _checkPayer(from);
        super._update(from, to, value);
        _checkPayee(to);
    }

    function _checkPause() internal view virtual {
        if (paused) revert TransfersPaused();
    }

    function _checkSpender(address spender) internal view virtual {
        if (checksSpender && frozen[spender]) revert AccountFrozen(spender);
    }

    function _checkPayer(address from) internal view virtual {
        if (frozen[from]) revert AccountFrozen(from);
    }

    function _checkPayee(address to) internal view virtual {
        if (to == _never) revert ERC20InvalidReceiver(to);
        if (frozen[to]) revert AccountFrozen(to);
    }
}
