(* Made by `dmfproof export superadditive_mean --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_U1 (u1 : R) (n' : nat) : R := match n' with O => 1 | S n' => (u1)*(seq_U1 u1 n') end.
Lemma seq_U1_0 : forall (u1 : R), seq_U1 u1 0 = 1. Proof. reflexivity. Qed.
Lemma seq_U1_S : forall (u1 : R) (n' : nat), seq_U1 u1 (S n') = (u1)*(seq_U1 u1 n'). Proof. reflexivity. Qed.

Fixpoint seq_V1 (v1 : R) (n' : nat) : R := match n' with O => 1 | S n' => (v1)*(seq_V1 v1 n') end.
Lemma seq_V1_0 : forall (v1 : R), seq_V1 v1 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V1_S : forall (v1 : R) (n' : nat), seq_V1 v1 (S n') = (v1)*(seq_V1 v1 n'). Proof. reflexivity. Qed.

Fixpoint seq_U2 (u2 : R) (n' : nat) : R := match n' with O => 1 | S n' => (u2)*(seq_U2 u2 n') end.
Lemma seq_U2_0 : forall (u2 : R), seq_U2 u2 0 = 1. Proof. reflexivity. Qed.
Lemma seq_U2_S : forall (u2 : R) (n' : nat), seq_U2 u2 (S n') = (u2)*(seq_U2 u2 n'). Proof. reflexivity. Qed.

Fixpoint seq_V2 (v2 : R) (n' : nat) : R := match n' with O => 1 | S n' => (v2)*(seq_V2 v2 n') end.
Lemma seq_V2_0 : forall (v2 : R), seq_V2 v2 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V2_S : forall (v2 : R) (n' : nat), seq_V2 v2 (S n') = (v2)*(seq_V2 v2 n'). Proof. reflexivity. Qed.

Fixpoint seq_S1 (s1 : R) (n' : nat) : R := match n' with O => 1 | S n' => (s1)*(seq_S1 s1 n') end.
Lemma seq_S1_0 : forall (s1 : R), seq_S1 s1 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S1_S : forall (s1 : R) (n' : nat), seq_S1 s1 (S n') = (s1)*(seq_S1 s1 n'). Proof. reflexivity. Qed.

Fixpoint seq_S2 (s2 : R) (n' : nat) : R := match n' with O => 1 | S n' => (s2)*(seq_S2 s2 n') end.
Lemma seq_S2_0 : forall (s2 : R), seq_S2 s2 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S2_S : forall (s2 : R) (n' : nat), seq_S2 s2 (S n') = (s2)*(seq_S2 s2 n'). Proof. reflexivity. Qed.
Lemma seq_U1_is : forall (u1 : R) (n' : nat), seq_U1 u1 n' = (u1) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_U1_0; unfold power_sum; simpl; ring|]. rewrite seq_U1_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_V1_is : forall (v1 : R) (n' : nat), seq_V1 v1 n' = (v1) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V1_0; unfold power_sum; simpl; ring|]. rewrite seq_V1_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_U2_is : forall (u2 : R) (n' : nat), seq_U2 u2 n' = (u2) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_U2_0; unfold power_sum; simpl; ring|]. rewrite seq_U2_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_V2_is : forall (v2 : R) (n' : nat), seq_V2 v2 n' = (v2) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V2_0; unfold power_sum; simpl; ring|]. rewrite seq_V2_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_S1_is : forall (s1 : R) (n' : nat), seq_S1 s1 n' = (s1) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_S1_0; unfold power_sum; simpl; ring|]. rewrite seq_S1_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_S2_is : forall (s2 : R) (n' : nat), seq_S2 s2 n' = (s2) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_S2_0; unfold power_sum; simpl; ring|]. rewrite seq_S2_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem superadditive_mean_sequences : forall (u1 v1 u2 v2 s1 s2 : R) (n' : nat),
  0 <= (u1) ->
  0 <= (v1) ->
  0 <= (u2) ->
  0 <= (v2) ->
  0 < (s1) ->
  0 < (s2) ->
  0 <= (s1*(seq_S1 s1 n') - u1*(seq_U1 u1 n') - v1*(seq_V1 v1 n')) ->
  0 <= (s2*(seq_S2 s2 n') - u2*(seq_U2 u2 n') - v2*(seq_V2 v2 n')) ->
  0 <= (s1*(seq_S2 s2 n') - u1*(seq_U2 u2 n') - v1*(seq_V2 v2 n')).
Proof.
  intros u1 v1 u2 v2 s1 s2 n' F_u1_nonneg F_v1_nonneg F_u2_nonneg F_v2_nonneg F_s1_pos F_s2_pos F_first_sum F_second_sum.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_U2_nonneg : forall m', 0 <= ((seq_U2 u2 m'))).
  { induction m' as [|m' F_U2_nonneg_m].
  - assert (E : ((seq_U2 u2 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_U2 u2 (S m'))) = (0 + (((seq_U2 u2 m')) * (u2))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_U2_nonneg_m F_u2_nonneg))).
  }
  assert (F_V2_nonneg : forall m', 0 <= ((seq_V2 v2 m'))).
  { induction m' as [|m' F_V2_nonneg_m].
  - assert (E : ((seq_V2 v2 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_V2 v2 (S m'))) = (0 + (((seq_V2 v2 m')) * (v2))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V2_nonneg_m F_v2_nonneg))).
  }
  assert (F_S1_pos : forall m', 0 < ((seq_S1 s1 m'))).
  { induction m' as [|m' F_S1_pos_m].
  - assert (E : ((seq_S1 s1 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_S1 s1 (S m'))) = (0 + (((seq_S1 s1 m')) * (s1))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_S1_pos_m F_s1_pos))).
  }
  assert (F_S2_pos : forall m', 0 < ((seq_S2 s2 m'))).
  { induction m' as [|m' F_S2_pos_m].
  - assert (E : ((seq_S2 s2 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_S2 s2 (S m'))) = (0 + (((seq_S2 s2 m')) * (s2))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_S2_pos_m F_s2_pos))).
  }
  assert (F_means_u : forall m', 0 <= (u1*s2*(seq_U1 u1 m')*(seq_S2 s2 m') + ((depth m') - 1)*u2*s1*(seq_U2 u2 m')*(seq_S1 s1 m') - (depth m')*u1*s2*(seq_U2 u2 m')*(seq_S1 s1 m'))).
  { induction m' as [|m' F_means_u_m].
  - assert (E : (u1*s2*(seq_U1 u1 0%nat)*(seq_S2 s2 0%nat) + ((depth 0%nat) - 1)*u2*s1*(seq_U2 u2 0%nat)*(seq_S1 s1 0%nat) - (depth 0%nat)*u1*s2*(seq_U2 u2 0%nat)*(seq_S1 s1 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (u1*s2*(seq_U1 u1 (S m'))*(seq_S2 s2 (S m')) + ((depth (S m')) - 1)*u2*s1*(seq_U2 u2 (S m'))*(seq_S1 s1 (S m')) - (depth (S m'))*u1*s2*(seq_U2 u2 (S m'))*(seq_S1 s1 (S m'))) = (((0 + (((seq_S1 s1 m')) * (((seq_U2 u2 m')) * (Rsqr (u1*s2 - u2*s1))))) + (((seq_S1 s1 m')) * (((seq_U2 u2 m')) * (((depth m') - 1) * (Rsqr (u1*s2 - u2*s1)))))) + ((u1*s2*(seq_U1 u1 m')*(seq_S2 s2 m') + ((depth m') - 1)*u2*s1*(seq_U2 u2 m')*(seq_S1 s1 m') - (depth m')*u1*s2*(seq_U2 u2 m')*(seq_S1 s1 m')) * ((s2) * (u1)))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S1_pos m')) (Rmult_le_pos _ _ (F_U2_nonneg m') (Rle_0_sqr (u1*s2 - u2*s1))))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S1_pos m')) (Rmult_le_pos _ _ (F_U2_nonneg m') (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (u1*s2 - u2*s1)))))) (Rmult_le_pos _ _ F_means_u_m (Rmult_le_pos _ _ (Rlt_le _ _ F_s2_pos) F_u1_nonneg)))).
  }
  assert (F_means_v : forall m', 0 <= (v1*s2*(seq_V1 v1 m')*(seq_S2 s2 m') + ((depth m') - 1)*v2*s1*(seq_V2 v2 m')*(seq_S1 s1 m') - (depth m')*v1*s2*(seq_V2 v2 m')*(seq_S1 s1 m'))).
  { induction m' as [|m' F_means_v_m].
  - assert (E : (v1*s2*(seq_V1 v1 0%nat)*(seq_S2 s2 0%nat) + ((depth 0%nat) - 1)*v2*s1*(seq_V2 v2 0%nat)*(seq_S1 s1 0%nat) - (depth 0%nat)*v1*s2*(seq_V2 v2 0%nat)*(seq_S1 s1 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_U1_0 u1), ?(seq_V1_0 v1), ?(seq_U2_0 u2), ?(seq_V2_0 v2), ?(seq_S1_0 s1), ?(seq_S2_0 s2); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (v1*s2*(seq_V1 v1 (S m'))*(seq_S2 s2 (S m')) + ((depth (S m')) - 1)*v2*s1*(seq_V2 v2 (S m'))*(seq_S1 s1 (S m')) - (depth (S m'))*v1*s2*(seq_V2 v2 (S m'))*(seq_S1 s1 (S m'))) = (((0 + (((seq_S1 s1 m')) * (((seq_V2 v2 m')) * (Rsqr (v1*s2 - v2*s1))))) + (((seq_S1 s1 m')) * (((seq_V2 v2 m')) * (((depth m') - 1) * (Rsqr (v1*s2 - v2*s1)))))) + ((v1*s2*(seq_V1 v1 m')*(seq_S2 s2 m') + ((depth m') - 1)*v2*s1*(seq_V2 v2 m')*(seq_S1 s1 m') - (depth m')*v1*s2*(seq_V2 v2 m')*(seq_S1 s1 m')) * ((s2) * (v1)))) + 0) by (rewrite ?(depth_S m'), ?(seq_U1_S u1 m'), ?(seq_V1_S v1 m'), ?(seq_U2_S u2 m'), ?(seq_V2_S v2 m'), ?(seq_S1_S s1 m'), ?(seq_S2_S s2 m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S1_pos m')) (Rmult_le_pos _ _ (F_V2_nonneg m') (Rle_0_sqr (v1*s2 - v2*s1))))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S1_pos m')) (Rmult_le_pos _ _ (F_V2_nonneg m') (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (v1*s2 - v2*s1)))))) (Rmult_le_pos _ _ F_means_v_m (Rmult_le_pos _ _ (Rlt_le _ _ F_s2_pos) F_v1_nonneg)))).
  }
  assert (F_depth_pos : forall m', 0 < ((depth m'))).
  { intro m'. 
    assert (E : ((depth m')) = ((0 + (1)) + ((depth m') - 1)) + 0) by (identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (F_depth m'))).
  }
  assert (F_superadditive : 0 <= (s1*(seq_S2 s2 n') - u1*(seq_U2 u2 n') - v1*(seq_V2 v2 n'))).
  { 
    assert (E : (((depth n')) * (((seq_S1 s1 n')) * ((s2) * (s1*(seq_S2 s2 n') - u1*(seq_U2 u2 n') - v1*(seq_V2 v2 n'))))) = ((((0 + (u1*s2*(seq_U1 u1 n')*(seq_S2 s2 n') + ((depth n') - 1)*u2*s1*(seq_U2 u2 n')*(seq_S1 s1 n') - (depth n')*u1*s2*(seq_U2 u2 n')*(seq_S1 s1 n'))) + (v1*s2*(seq_V1 v1 n')*(seq_S2 s2 n') + ((depth n') - 1)*v2*s1*(seq_V2 v2 n')*(seq_S1 s1 n') - (depth n')*v1*s2*(seq_V2 v2 n')*(seq_S1 s1 n'))) + (((seq_S2 s2 n')) * ((s1*(seq_S1 s1 n') - u1*(seq_U1 u1 n') - v1*(seq_V1 v1 n')) * (s2)))) + (((seq_S1 s1 n')) * (((depth n') - 1) * ((s1) * (s2*(seq_S2 s2 n') - u2*(seq_U2 u2 n') - v2*(seq_V2 v2 n')))))) + 0) by (identity).
    exact (divide _ _ F_s2_pos (divide _ _ (F_S1_pos n') (divide _ _ (F_depth_pos n') (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_means_u n')) (F_means_v n')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S2_pos n')) (Rmult_le_pos _ _ F_first_sum (Rlt_le _ _ F_s2_pos)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_S1_pos n')) (Rmult_le_pos _ _ (F_depth n') (Rmult_le_pos _ _ (Rlt_le _ _ F_s1_pos) F_second_sum)))))))).
  }
  exact (F_superadditive).
Qed.

Theorem superadditive_mean : forall (N : nat) (u1 v1 u2 v2 s1 s2 : R), (1 <= N)%nat ->
  0 <= (u1) ->
  0 <= (v1) ->
  0 <= (u2) ->
  0 <= (v2) ->
  0 < (s1) ->
  0 < (s2) ->
  0 <= (s1*((s1) ^ (N - 1)) - u1*((u1) ^ (N - 1)) - v1*((v1) ^ (N - 1))) ->
  0 <= (s2*((s2) ^ (N - 1)) - u2*((u2) ^ (N - 1)) - v2*((v2) ^ (N - 1))) ->
  0 <= (s1*((s2) ^ (N - 1)) - u1*((u2) ^ (N - 1)) - v1*((v2) ^ (N - 1))).
Proof.
  intros N u1 v1 u2 v2 s1 s2 HN F_u1_nonneg F_v1_nonneg F_u2_nonneg F_v2_nonneg F_s1_pos F_s2_pos F_first_sum F_second_sum.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DU1 : ((u1) ^ (N - 1)) = (seq_U1 u1 (N - 1))) by (rewrite seq_U1_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DV1 : ((v1) ^ (N - 1)) = (seq_V1 v1 (N - 1))) by (rewrite seq_V1_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DU2 : ((u2) ^ (N - 1)) = (seq_U2 u2 (N - 1))) by (rewrite seq_U2_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DV2 : ((v2) ^ (N - 1)) = (seq_V2 v2 (N - 1))) by (rewrite seq_V2_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DS1 : ((s1) ^ (N - 1)) = (seq_S1 s1 (N - 1))) by (rewrite seq_S1_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DS2 : ((s2) ^ (N - 1)) = (seq_S2 s2 (N - 1))) by (rewrite seq_S2_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_u1_nonneg.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_v1_nonneg.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_u2_nonneg.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_v2_nonneg.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_s1_pos.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_s2_pos.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_first_sum.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2 in F_second_sum.
  rewrite ?DN, ?DU1, ?DV1, ?DU2, ?DV2, ?DS1, ?DS2.
  exact (superadditive_mean_sequences u1 v1 u2 v2 s1 s2 (N - 1) F_u1_nonneg F_v1_nonneg F_u2_nonneg F_v2_nonneg F_s1_pos F_s2_pos F_first_sum F_second_sum).
Qed.

Print Assumptions superadditive_mean.
