(* Made by `dmfproof export c_above --to coq`; do not edit. *)

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

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_C (s : R) (n' : nat) : R := match n' with O => 1 + s | S n' => (1 + s)*(seq_C s n') end.
Lemma seq_C_0 : forall (s : R), seq_C s 0 = 1 + s. Proof. reflexivity. Qed.
Lemma seq_C_S : forall (s : R) (n' : nat), seq_C s (S n') = (1 + s)*(seq_C s n'). Proof. reflexivity. Qed.
Lemma seq_C_is : forall (s : R) (n' : nat), seq_C s n' = (1 + s) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_C_0; unfold power_sum; simpl; ring|]. rewrite seq_C_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem c_above_sequences : forall (s : R) (n' : nat),
  0 < (s) ->
  0 <= (s*(seq_C s n') - 1) ->
  0 < ((depth n')*s - 1).
Proof.
  intros s n' F_s_pos F_root.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_C_pos : forall m', 0 < ((seq_C s m'))).
  { induction m' as [|m' F_C_pos_m].
  - assert (E : ((seq_C s 0%nat)) = ((0 + (1)) + (s)) + 0) by (rewrite ?depth_0, ?(seq_C_0 s); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) F_s_pos)).
  - assert (E : ((seq_C s (S m'))) = ((0 + ((seq_C s m'))) + (((seq_C s m')) * (s))) + 0) by (rewrite ?(depth_S m'), ?(seq_C_S s m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_C_pos_m) (Rmult_lt_0_compat _ _ F_C_pos_m F_s_pos))).
  }
  assert (F_C_gt_1 : forall m', 0 < ((seq_C s m') - 1)).
  { induction m' as [|m' F_C_gt_1_m].
  - assert (E : ((seq_C s 0%nat) - 1) = (0 + (s)) + 0) by (rewrite ?depth_0, ?(seq_C_0 s); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_s_pos)).
  - assert (E : ((seq_C s (S m')) - 1) = ((0 + ((seq_C s m') - 1)) + (((seq_C s m')) * (s))) + 0) by (rewrite ?(depth_S m'), ?(seq_C_S s m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_C_gt_1_m) (Rmult_lt_0_compat _ _ (F_C_pos m') F_s_pos))).
  }
  assert (F_reciprocal : forall m', 0 < (1 - (seq_C s m')*(1 - ((depth m') - 1)*s))).
  { induction m' as [|m' F_reciprocal_m].
  - assert (E : (1 - (seq_C s 0%nat)*(1 - ((depth 0%nat) - 1)*s)) = (0 + ((s) * (s))) + 0) by (rewrite ?depth_0, ?(seq_C_0 s); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_s_pos F_s_pos))).
  - assert (E : (1 - (seq_C s (S m'))*(1 - ((depth (S m')) - 1)*s)) = (((0 + (1 - (seq_C s m')*(1 - ((depth m') - 1)*s))) + ((2) * (((seq_C s m')) * ((s) * (s))))) + (((seq_C s m')) * (((depth m') - 2) * ((s) * (s))))) + 0) by (rewrite ?(depth_S m'), ?(seq_C_S s m'); identity).
    assert (K1 : 0 < (2)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_reciprocal_m) (Rmult_lt_0_compat _ _ K1 (Rmult_lt_0_compat _ _ (F_C_pos m') (Rmult_lt_0_compat _ _ F_s_pos F_s_pos)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_C_pos m')) (Rmult_le_pos _ _ (F_depth m') (Rmult_le_pos _ _ (Rlt_le _ _ F_s_pos) (Rlt_le _ _ F_s_pos)))))).
  }
  assert (F_above : 0 < ((depth n')*s - 1)).
  { 
    assert (E : (((seq_C s n')) * ((depth n')*s - 1)) = ((0 + (1 - (seq_C s n')*(1 - ((depth n') - 1)*s))) + (s*(seq_C s n') - 1)) + 0) by (identity).
    exact (divide_strict _ _ (F_C_pos n') (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (F_reciprocal n')) F_root))).
  }
  exact (F_above).
Qed.

Theorem c_above : forall (N : nat) (s : R), (2 <= N)%nat ->
  0 < (s) ->
  0 <= (s*((1 + s) ^ (N - 1)) - 1) ->
  0 < (INR N*s - 1).
Proof.
  intros N s HN F_s_pos F_root.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DC : ((1 + s) ^ (N - 1)) = (seq_C s (N - 2))) by (rewrite seq_C_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DC in F_s_pos.
  rewrite ?DN, ?DC in F_root.
  rewrite ?DN, ?DC.
  exact (c_above_sequences s (N - 2) F_s_pos F_root).
Qed.

Print Assumptions c_above.
