// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice The cheatcodes of Hardhat's Solidity test runner that these tests use, and no others.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function addr(uint256 privateKey) external pure returns (address account);

    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    function label(address account, string calldata name) external;

    function envOr(string calldata name, bool defaultValue) external view returns (bool value);

    function envOr(string calldata name, string calldata defaultValue) external view returns (string memory value);

    function readFile(string calldata path) external view returns (string memory data);

    function split(string calldata text, string calldata delimiter) external pure returns (string[] memory parts);

    function contains(string calldata text, string calldata part) external returns (bool found);

    function parseBytes(string calldata text) external pure returns (bytes memory parsed);

    function getCode(string calldata artifact) external view returns (bytes memory creationCode);

    function etch(address target, bytes calldata runtimeCode) external;

    function prank(address sender) external;

    function startPrank(address sender) external;

    function stopPrank() external;

    function warp(uint256 timestamp) external;

    function getBlockTimestamp() external view returns (uint256 timestamp);

    function chainId(uint256 newChainId) external;

    function load(address target, bytes32 slot) external view returns (bytes32 value);

    function store(address target, bytes32 slot, bytes32 value) external;

    function record() external;

    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);

    function recordLogs() external;

    function getRecordedLogs() external returns (Log[] memory logs);

    function expectRevert() external;

    function expectRevert(bytes calldata revertData) external;

    function expectEmit(address emitter) external;

    function mockCall(address target, bytes calldata data, bytes calldata answer) external;

    function assume(bool condition) external pure;

    function assertTrue(bool condition) external pure;

    function assertTrue(bool condition, string calldata message) external pure;

    function assertFalse(bool condition) external pure;

    function assertFalse(bool condition, string calldata message) external pure;

    function assertEq(bool left, bool right) external pure;

    function assertEq(uint256 left, uint256 right) external pure;

    function assertEq(uint256 left, uint256 right, string calldata message) external pure;

    function assertEq(bytes32 left, bytes32 right) external pure;

    function assertEq(bytes32 left, bytes32 right, string calldata message) external pure;

    function assertEq(address left, address right) external pure;

    function assertEq(bytes calldata left, bytes calldata right) external pure;

    function assertEq(string calldata left, string calldata right) external pure;
}
