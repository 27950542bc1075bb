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
	"strings"

	"github.com/hyperledger/fabric-lib-go/bccsp/factory"
	cb "github.com/hyperledger/fabric-protos-go-apiv2/common"
	mb "github.com/hyperledger/fabric-protos-go-apiv2/msp"
	"github.com/hyperledger/fabric/common/policydsl"
	"github.com/hyperledger/fabric/msp"
	"github.com/hyperledger/fabric/protoutil"
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
