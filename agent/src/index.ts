// SPDX-License-Identifier: Apache-2.0

export { newAgent, type Agent, type AgentOptions } from './agent.js';
export { systemClock, type Clock } from './clock.js';
export { agentConfigSchema, loadAgentConfig, type AgentConfig } from './config/agent-config.js';
export { OpsscError } from './errors/opssc-error.js';
export { TerminalError } from './errors/terminal-error.js';
export { WaitingError } from './errors/waiting-error.js';
export type { OrganizationNodes, PeerNode } from './fabric/organization-nodes.js';
export { commitOrder } from './plan/commit-order.js';
export type { OnSideEffect, SideEffect } from './side-effect.js';
