// SPDX-License-Identifier: Apache-2.0

// Command fabric-verdicts asks Fabric's own code what the tests of this folder expect. See README.md.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"unsafe"

	"github.com/hyperledger/fabric-lib-go/bccsp/factory"
	"github.com/hyperledger/fabric-lib-go/common/flogging"
	cb "github.com/hyperledger/fabric-protos-go-apiv2/common"
	mb "github.com/hyperledger/fabric-protos-go-apiv2/msp"
	etcdraftprotos "github.com/hyperledger/fabric-protos-go-apiv2/orderer/etcdraft"
	"github.com/hyperledger/fabric/common/channelconfig"
	"github.com/hyperledger/fabric/common/policydsl"
	"github.com/hyperledger/fabric/internal/pkg/identity"
	"github.com/hyperledger/fabric/msp"
	"github.com/hyperledger/fabric/orderer/common/localconfig"
	"github.com/hyperledger/fabric/orderer/common/msgprocessor"
	"github.com/hyperledger/fabric/orderer/consensus/etcdraft"
	"github.com/hyperledger/fabric/orderer/consensus/smartbft"
	"github.com/hyperledger/fabric/protoutil"
	"github.com/pkg/errors"
	"google.golang.org/protobuf/proto"
)

func main() {
	switch os.Args[1] {
	case "policies":
		print(policies())
	case "msps":
		print(msps())
	case "headers":
		print(headers())
	case "updates":
		print(updates())
	}
}

type policy struct {
	Text  string `json:"text"`
	Bytes string `json:"bytes,omitempty"`
	Error string `json:"error,omitempty"`
}

// policies reads a signature policy a line.
func policies() []policy {
	var result []policy
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		row := policy{Text: lines.Text()}
		if envelope, err := policydsl.FromString(row.Text); err != nil {
			row.Error = strings.Split(err.Error(), "\n")[0]
		} else {
			row.Bytes = hex.EncodeToString(protoutil.MarshalOrPanic(envelope))
		}
		result = append(result, row)
	}
	return result
}

type mspCase struct {
	Config     string            `json:"config"`
	IsVersion3 bool              `json:"isVersion3"`
	Identities map[string]string `json:"identities"`
}

type mspVerdict struct {
	Error      string                     `json:"error,omitempty"`
	Identities map[string]identityVerdict `json:"identities,omitempty"`
}

type identityVerdict struct {
	Error string   `json:"error,omitempty"`
	Roles []string `json:"roles,omitempty"`
}

// msps reads what print-msp-cases writes.
func msps() map[string]mspVerdict {
	cases := map[string]mspCase{}
	must(json.NewDecoder(os.Stdin).Decode(&cases))
	result := map[string]mspVerdict{}
	for name, c := range cases {
		result[name] = mspVerdictOf(c)
	}
	return result
}

func mspVerdictOf(c mspCase) mspVerdict {
	version := msp.MSPVersion(msp.MSPv1_4_3)
	if c.IsVersion3 {
		version = msp.MSPv3_0
	}
	provider, err := msp.New(&msp.BCCSPNewOpts{NewBaseOpts: msp.NewBaseOpts{Version: version}}, factory.GetDefault())
	must(err)
	config := &mb.MSPConfig{}
	must(proto.Unmarshal(decode(c.Config), config))
	if err := provider.Setup(config); err != nil {
		return mspVerdict{Error: err.Error()}
	}
	verdicts := map[string]identityVerdict{}
	for name, identity := range c.Identities {
		verdicts[name] = identityVerdictOf(provider, decode(identity))
	}
	return mspVerdict{Identities: verdicts}
}

func identityVerdictOf(provider msp.MSP, serialized []byte) identityVerdict {
	identity, err := provider.DeserializeIdentity(serialized)
	if err != nil {
		return identityVerdict{Error: err.Error()}
	}
	if err := identity.Validate(); err != nil {
		return identityVerdict{Error: err.Error()}
	}
	verdict := identityVerdict{}
	for _, role := range []string{"MEMBER", "ADMIN", "CLIENT", "PEER", "ORDERER"} {
		principal := protoutil.MarshalOrPanic(&mb.MSPRole{
			MspIdentifier: identity.GetMSPIdentifier(),
			Role:          mb.MSPRole_MSPRoleType(mb.MSPRole_MSPRoleType_value[role]),
		})
		if identity.SatisfiesPrincipal(&mb.MSPPrincipal{Principal: principal}) == nil {
			verdict.Roles = append(verdict.Roles, strings.ToLower(role))
		}
	}
	return verdict
}

type header struct {
	Number       uint64 `json:"number"`
	PreviousHash string `json:"previousHash"`
	DataHash     string `json:"dataHash"`
	Bytes        string `json:"bytes"`
	Hash         string `json:"hash"`
}

func headers() []header {
	var result []header
	hash := make([]byte, 32)
	for _, number := range []uint64{0, 1, 127, 128, 255, 256, 32767, 32768, 4294967296, 9007199254740991} {
		h := &cb.BlockHeader{Number: number, DataHash: hash}
		if number > 0 {
			h.PreviousHash = hash
		}
		result = append(result, header{
			Number:       number,
			PreviousHash: hex.EncodeToString(h.PreviousHash),
			DataHash:     hex.EncodeToString(h.DataHash),
			Bytes:        hex.EncodeToString(protoutil.BlockHeaderBytes(h)),
			Hash:         hex.EncodeToString(protoutil.BlockHeaderHash(h)),
		})
		hash = protoutil.BlockHeaderHash(h)
	}
	return result
}

type updateCase struct {
	ChannelID   string `json:"channelID"`
	Current     string `json:"current"`
	Transaction string `json:"transaction"`
}

// What the ordering service answers, and then, if it takes the update, what a peer says to the block.
type updateVerdict struct {
	Orderer string `json:"orderer,omitempty"`
	Peer    string `json:"peer,omitempty"`
}

// updates reads what print-update-cases writes.
func updates() map[string]updateVerdict {
	cases := map[string]updateCase{}
	must(json.NewDecoder(os.Stdin).Decode(&cases))
	result := map[string]updateVerdict{}
	for name, c := range cases {
		config, transaction := &cb.Config{}, &cb.Envelope{}
		must(proto.Unmarshal(decode(c.Current), config))
		must(proto.Unmarshal(decode(c.Transaction), transaction))
		bundle, err := channelconfig.NewBundle(c.ChannelID, config, factory.GetDefault())
		must(err)
		channel := &channel{Bundle: bundle, channelID: c.ChannelID}
		verdict := updateVerdict{}
		if configEnvelope, err := channel.order(transaction); err != nil {
			verdict.Orderer = err.Error()
		} else if err := channel.apply(configEnvelope); err != nil {
			verdict.Peer = err.Error()
		}
		result[name] = verdict
	}
	return result
}

// channel is what multichannel.ChainSupport is to the message processor.
type channel struct {
	*channelconfig.Bundle
	channelID string
}

func (c *channel) ChannelID() string                 { return c.channelID }
func (c *channel) Sequence() uint64                  { return c.ConfigtxValidator().Sequence() }
func (c *channel) Signer() identity.SignerSerializer { return unsigned{} }

// order takes a transaction as an ordering node does, up to the consensus. The node's own envelope is not signed, so
// the filters are not applied to it.
func (c *channel) order(transaction *cb.Envelope) (*cb.ConfigEnvelope, error) {
	filters := msgprocessor.CreateStandardChannelFilters(c.Bundle, localconfig.TopLevel{})
	if err := filters.Apply(transaction); err != nil {
		return nil, errors.WithMessage(err, "config update for existing channel did not pass initial checks")
	}
	processor := msgprocessor.NewStandardChannel(c, msgprocessor.NewRuleSet(nil), factory.GetDefault())
	ordered, _, err := processor.ProcessConfigUpdateMsg(transaction)
	if err != nil {
		return nil, err
	}
	configEnvelope := &cb.ConfigEnvelope{}
	_, err = protoutil.UnmarshalEnvelopeOfType(ordered, cb.HeaderType_CONFIG, configEnvelope)
	must(err)
	if oc, _ := c.OrdererConfig(); oc.ConsensusType() == "BFT" {
		validator := &smartbft.ConfigBlockValidator{
			ConfigUpdateProposer: proposer{configEnvelope},
			ValidatingChannel:    c.channelID,
			Filters:              noFilters{},
			Logger:               flogging.MustGetLogger("verdicts"),
		}
		return configEnvelope, validator.ValidateConfig(ordered)
	}
	return configEnvelope, nil
}

// ProposeConfigUpdate is multichannel.ChainSupport's.
func (c *channel) ProposeConfigUpdate(transaction *cb.Envelope) (*cb.ConfigEnvelope, error) {
	configEnvelope, err := c.ConfigtxValidator().ProposeConfigUpdate(transaction)
	if err != nil {
		return nil, err
	}
	bundle, err := channelconfig.NewBundle(c.channelID, configEnvelope.Config, factory.GetDefault())
	if err != nil {
		return nil, err
	}
	if err := checkResources(bundle); err != nil {
		return nil, errors.WithMessage(err, "config update is not compatible")
	}
	if err := c.ValidateNew(bundle); err != nil {
		return nil, err
	}
	current, _ := c.OrdererConfig()
	next, _ := bundle.OrdererConfig()
	if current.ConsensusType() == "etcdraft" {
		err = raftChain(current).ValidateConsensusMetadata(current, next, false)
	}
	return configEnvelope, errors.WithMessage(err, "consensus metadata update for channel config update is invalid")
}

// checkResources is multichannel's.
func checkResources(res channelconfig.Resources) error {
	oc, ok := res.OrdererConfig()
	if !ok {
		return errors.New("config does not contain orderer config")
	}
	if err := oc.Capabilities().Supported(); err != nil {
		return errors.WithMessagef(err, "config requires unsupported orderer capabilities: %s", err)
	}
	if err := res.ChannelConfig().Capabilities().Supported(); err != nil {
		return errors.WithMessagef(err, "config requires unsupported channel capabilities: %s", err)
	}
	return nil
}

// raftChain is one that is not started, and believes all its consenters to be up.
func raftChain(config channelconfig.Orderer) *etcdraft.Chain {
	metadata := &etcdraftprotos.ConfigMetadata{}
	must(proto.Unmarshal(config.ConsensusMetadata(), metadata))
	ids := make([]uint64, len(metadata.Consenters))
	for i := range ids {
		ids[i] = uint64(i + 1)
	}
	chain := &etcdraft.Chain{}
	chain.ActiveNodes.Store(ids)
	set(chain, "logger", flogging.MustGetLogger("verdicts"))
	set(chain, "opts", etcdraft.Options{
		BlockMetadata: &etcdraftprotos.BlockMetadata{ConsenterIds: ids, NextConsenterId: uint64(len(ids) + 1)},
	})
	return chain
}

func set(object any, field string, value any) {
	place := reflect.ValueOf(object).Elem().FieldByName(field)
	reflect.NewAt(place.Type(), unsafe.Pointer(place.UnsafeAddr())).Elem().Set(reflect.ValueOf(value))
}

// apply is peer.Channel's, with an error where the peer panics.
func (c *channel) apply(configEnvelope *cb.ConfigEnvelope) error {
	if err := c.ConfigtxValidator().Validate(configEnvelope); err != nil {
		return err
	}
	bundle, err := channelconfig.NewBundle(c.channelID, configEnvelope.Config, factory.GetDefault())
	if err != nil {
		return err
	}
	if err := c.ValidateNew(bundle); err != nil {
		return err
	}
	context := fmt.Sprintf("[channel %s]", c.channelID)
	application, ok := bundle.ApplicationConfig()
	if !ok {
		return errors.Errorf("%s does not have application config so is incompatible", context)
	}
	if err := application.Capabilities().Supported(); err != nil {
		return errors.Errorf("%s incompatible: %s", context, err)
	}
	if err := bundle.ChannelConfig().Capabilities().Supported(); err != nil {
		return errors.Errorf("%s incompatible: %s", context, err)
	}
	return nil
}

type unsigned struct{}

func (unsigned) Sign([]byte) ([]byte, error) { return nil, nil }
func (unsigned) Serialize() ([]byte, error)  { return nil, nil }

type noFilters struct{}

func (noFilters) ApplyFilters(string, *cb.Envelope) error { return nil }

type proposer struct{ result *cb.ConfigEnvelope }

func (p proposer) ProposeConfigUpdate(string, *cb.Envelope) (*cb.ConfigEnvelope, error) {
	return p.result, nil
}

func decode(text string) []byte {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	return bytes
}

func print(value any) {
	bytes, err := json.MarshalIndent(value, "", "  ")
	must(err)
	fmt.Println(string(bytes))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
